using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd;

public sealed class ReadmeCommands
{
    [Fact]
    public void Are_two_scripts_that_can_be_run()
    {
        var readme = Checkout.PathOf("README.md");

        var commands = ShellLines(File.ReadLines(readme)).ToArray();

        Assert.Equal(["./multismc demo", "./test"], commands);
        foreach (var script in commands.Select(static command => Checkout.PathOf(command.Split(' ')[0])))
        {
            Assert.True(File.Exists(script), script);
            Assert.StartsWith("#!", File.ReadLines(script).First(), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), script + " is not executable");
        }
    }

    // The lines inside of ```sh fences.
    private static IEnumerable<string> ShellLines(IEnumerable<string> lines)
    {
        var isInside = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isInside = !isInside && line.TrimEnd() == "```sh";
            else if (isInside && line.Length > 0)
                yield return line;
        }
    }
}
