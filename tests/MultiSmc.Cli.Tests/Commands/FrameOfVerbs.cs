using System.Net.Sockets;
using MultiSmc.Cli.Commands;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Commands;

public sealed class FrameOfVerbs
{
    private static Verb Failing(Exception failure) => new("run", "Fails.", (command, _) => command.SetAction(int (_) => throw failure));

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new CommandException(ExitCode.NotRunning, "no node is running"), 6, "error: no node is running\n" },
        { new CommandException(ExitCode.CheckFailed, "it looks ahead"), 7, "error: it looks ahead\n" },
        {
            new ConfigurationException([new ConfigurationFault(Origin.File("c.yaml", 3, 5), "a.b", "is wrong")]), 3,
            "error: the configuration has a fault\n  c.yaml:3:5: a.b: is wrong\n"
        },
        { new InvalidDataException("row 7 is no trade"), 4, "error: row 7 is no trade\n" },
        { new HttpRequestException("host not found"), 5, "error: host not found\n" },
        { new IOException("disk full"), 1, "error: disk full\n" },
        { new UnauthorizedAccessException("not yours"), 1, "error: not yours\n" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Turns_an_exception_into_a_message_and_an_exit_code(Exception failure, int code, string message)
    {
        using var application = new ApplicationUnderTest([Failing(failure)]);

        Assert.Equal(code, await application.RunAsync("run"));
        Assert.Equal((message, ""), (application.Error.ReplaceLineEndings("\n"), application.Out));
    }

    [Fact]
    public async Task Treats_a_socket_like_the_network()
    {
        using var application = new ApplicationUnderTest([Failing(new SocketException((int)SocketError.ConnectionRefused))]);

        Assert.Equal(5, await application.RunAsync("run"));
    }

    [Fact]
    public async Task Calls_anything_else_a_defect_and_shows_where()
    {
        using var application = new ApplicationUnderTest([Failing(new InvalidOperationException("oops"))]);

        Assert.Equal(1, await application.RunAsync("run"));
        Assert.StartsWith("error: this is a defect", application.Error, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: oops", application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_an_interrupted_verb_with_one_word()
    {
        using var interrupt = new CancellationTokenSource();
        var verb = new Verb("run", "Waits.", (command, _) => command.SetAction(async (_, token) =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }));
        using var application = new ApplicationUnderTest([verb]);

        Assert.Equal(1, await application.RunAsync(interrupt.Token, "run"));
        Assert.Equal("error: interrupted" + Environment.NewLine, application.Error);
    }

    [Theory]
    [InlineData("confg", "error: unknown command 'confg'; did you mean 'config'?", "try: multismc --help")]
    [InlineData("config chekc", "error: unknown command 'chekc'; did you mean 'check'?", "try: multismc config --help")]
    [InlineData("config check --jsn", "error: unknown option '--jsn'; did you mean '--json'?", "try: multismc config check --help")]
    [InlineData("config refrence", "error: unknown command 'refrence'", "try: multismc config --help")]
    [InlineData("config", "error: which one? check, show, schema", "try: multismc config --help")]
    [InlineData("init a b", "error: unknown argument 'b'", "try: multismc init --help")]
    public async Task Answers_a_misspelt_command_line_with_a_suggestion(string line, string error, string hint)
    {
        using var application = new ApplicationUnderTest();

        Assert.Equal(2, await application.RunAsync(line.Split(' ')));
        Assert.Equal([error, hint, ""], application.Error.Split(Environment.NewLine));
        Assert.Empty(application.Out);
    }

    [Fact]
    public async Task Shows_the_help_on_stderr_when_nothing_is_asked()
    {
        using var application = new ApplicationUnderTest();

        Assert.Equal(2, await application.RunAsync());
        Assert.Contains("Commands:", application.Error, StringComparison.Ordinal);
        Assert.Empty(application.Out);
    }

    [Fact]
    public async Task Builds_only_the_verb_that_is_called()
    {
        List<string> built = [];
        Verb Recording(string name) => new(name, name, (command, _) =>
        {
            built.Add(name);
            command.SetAction(static _ => 0);
        });
        Verb[] verbs = [Recording("one"), Recording("two"), Recording("three")];
        using var application = new ApplicationUnderTest(verbs);

        Assert.Equal(0, await application.RunAsync("two"));
        Assert.Equal(0, await application.RunAsync("--help"));
        Assert.Equal(["two"], built);
        Assert.All(verbs, verb => Assert.Contains(verb.Name, application.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Colours_errors_only_when_asked()
    {
        using var plain = new ApplicationUnderTest([Failing(new IOException("x"))]);
        using var coloured = new ApplicationUnderTest([Failing(new IOException("x"))], hasColour: true);

        await plain.RunAsync("run");
        await coloured.RunAsync("run");

        Assert.Equal("error: x" + Environment.NewLine, plain.Error);
        Assert.Equal("\e[31merror:\e[0m x" + Environment.NewLine, coloured.Error);
    }

    [Theory]
    [InlineData(true, null, "xterm", true)]
    [InlineData(true, "", null, true)]
    [InlineData(true, "1", "xterm", false)]
    [InlineData(true, null, "dumb", false)]
    [InlineData(false, null, "xterm", false)]
    public void Honours_no_color_and_plain_terminals(bool isTerminal, string? noColor, string? term, bool expected) =>
        Assert.Equal(expected, CommandConsole.WantsColour(isTerminal, noColor, term));

    [Fact]
    public async Task Draws_progress_only_on_a_terminal()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Func<IProgress<ProgressStep>, Task<int>> work = static progress =>
        {
            progress.Report(new ProgressStep(1, 2));
            return Task.FromResult(7);
        };

        Assert.Equal(7, await new CommandConsole(output, error, isErrorTerminal: false, hasColour: false).WithProgressAsync("reading", work));
        Assert.Empty(error.ToString());

        Assert.Equal(7, await new CommandConsole(output, error, isErrorTerminal: true, hasColour: false).WithProgressAsync("reading", work));
        Assert.Contains("reading", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }
}
