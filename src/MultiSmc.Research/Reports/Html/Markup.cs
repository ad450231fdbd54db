using System.Text;
using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>
/// Writes markup that is HTML and well-formed XML at once, so that any parser can check it. Whatever comes from outside passes through
/// <see cref="Text"/> or an attribute and is escaped there.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>The page's first line, and the root's start.</summary>
    public static Markup Page()
    {
        var page = new Markup();
        page._text.Append("<!DOCTYPE html>\n");
        return page;
    }

    public Markup Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        _text.Append('>');
        _open.Push(name);
        return this;
    }

    public Markup Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Ends a block: the file stays readable without being indented.</summary>
    public Markup CloseLine()
    {
        Close();
        _text.Append('\n');
        return this;
    }

    /// <summary>An element that HTML gives no content ("meta", "br") or that SVG draws by its attributes alone.</summary>
    public Markup Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>An element that holds text alone.</summary>
    public Markup Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(name, attributes).Text(text);
        return Close();
    }

    public Markup Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Our own style sheet, as it stands: it needs no escaping and must not have any.</summary>
    public Markup Style(string css)
    {
        Invariant.That(css.AsSpan().IndexOfAny('<', '&') < 0, "a style sheet without markup reads the same as HTML and as XML");
        _text.Append("<style>\n").Append(css).Append("</style>\n");
        return this;
    }

    public byte[] ToUtf8()
    {
        Invariant.That(_open.Count == 0, "every element is closed");
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void Start(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (key, value) in attributes)
        {
            _text.Append(' ').Append(key).Append("=\"");
            Escape(value);
            _text.Append('"');
        }
    }

    private void Escape(string text)
    {
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            switch (rune.Value)
            {
                case '&':
                    _text.Append("&amp;");
                    break;
                case '<':
                    _text.Append("&lt;");
                    break;
                case '>':
                    _text.Append("&gt;");
                    break;
                case '"':
                    _text.Append("&quot;");
                    break;
                case '\'':
                    _text.Append("&#39;");
                    break;
                case '\t' or '\n':
                    _text.Append((char)rune.Value);
                    break;
                case < 0x20 or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069):
                    _text.Append('\ufffd'); // what XML forbids, and what would turn the direction of the text around it
                    break;
                default:
                    _text.Append(rune.ToString());
                    break;
            }
        }
    }
}
