using MultiSmc.Cli.Commands;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>The frame with consoles in memory.</summary>
internal sealed class ApplicationUnderTest : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly IReadOnlyList<Verb> _verbs;
    private readonly bool _hasColour;

    public ApplicationUnderTest(IReadOnlyList<Verb>? verbs = null, bool hasColour = false)
    {
        _verbs = verbs ?? Verbs.All;
        _hasColour = hasColour;
    }

    public Dictionary<string, string> Variables { get; } = [];

    public IModelShelf Shelf { get; init; } = new RegistryShelf(Path.Combine(Path.GetTempPath(), "multismc-tests-no-models"));

    public string Out => _output.ToString();

    public string Error => _error.ToString();

    public Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public Task<int> RunAsync(CancellationToken cancellation, params string[] args)
    {
        var console = new CommandConsole(_output, _error, isErrorTerminal: false, _hasColour);
        return new Application(new CommandContext(console, () => Variables) { OpenShelf = _ => Shelf }, _verbs).RunAsync(args, cancellation);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }
}
