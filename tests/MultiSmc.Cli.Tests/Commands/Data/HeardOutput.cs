using System.Text;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>Text of a running verb, whose lines a test can wait for.</summary>
internal sealed class HeardOutput : StringWriter
{
    private readonly List<(string Text, TaskCompletionSource Heard)> _awaited = [];
    private readonly StringBuilder _said = new();

    /// <summary>Completes once a line with a text has been written.</summary>
    public Task Line(string text)
    {
        lock (_awaited)
        {
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_said.ToString().Contains(text, StringComparison.Ordinal))
                heard.SetResult();
            else
                _awaited.Add((text, heard));
            return heard.Task;
        }
    }

    public override void WriteLine(string? value) => Take(value + "\n");

    public override void Write(string? value) => Take(value ?? "");

    public override string ToString()
    {
        lock (_awaited)
            return _said.ToString();
    }

    private void Take(string text)
    {
        lock (_awaited)
        {
            _said.Append(text);
            var said = _said.ToString();
            foreach (var (awaited, heard) in _awaited)
            {
                if (said.Contains(awaited, StringComparison.Ordinal))
                    heard.TrySetResult();
            }
        }
    }
}
