using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MultiSmc.Cli.Configuration;

/// <summary>
/// YAML text to a <see cref="ConfigNode"/> tree with lines and columns. Built on the parser's events: the ready-made document model throws at the
/// first duplicate key, and all of them are to be reported.
/// </summary>
internal sealed class YamlReader
{
    // A configuration is three levels deep; the bound keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 16;

    private const string NoAnchors = "uses a YAML anchor or alias: put shared values under 'defaults', and text that begins with * or & in quotes";

    private readonly string _file;
    private readonly List<ConfigurationFault> _faults;
    private readonly Parser _parser;

    private YamlReader(string text, string file, List<ConfigurationFault> faults)
    {
        _file = file;
        _faults = faults;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads one document whose top is a section; null, with faults, when it is none.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public static ConfigNode.Section? Read(string text, string file, List<ConfigurationFault> faults)
    {
        var reader = new YamlReader(text, file, faults);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException broken)
        {
            // The end is where the parser noticed. Its own words name a construct, never a value.
            faults.Add(new ConfigurationFault(Origin.File(file, broken.End.Line, broken.End.Column), "", "is not YAML: " + broken.Message));
        }
        catch (Exception unexplained) when (unexplained is InvalidOperationException or ArgumentException)
        {
            // The scanner's answer to an unclosed "{" and to a tag that is no URI; it says nothing about where.
            reader.Add(reader.At(reader._parser.Current?.End ?? Mark.Empty), "", "is not YAML after this place");
        }

        return null;
    }

    private ConfigNode.Section? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            Add(Origin.File(_file, 1, 1), "", "is empty");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var top = ReadNode("", 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            Add(At(second.Start), "", "holds a second document; one is read");
        if (top is ConfigNode.Section section)
            return section;
        Add(top?.Origin ?? Origin.File(_file, 1, 1), "", "holds no section at its top, but lines like 'schema: 1'");
        return null;
    }

    private ConfigNode? ReadNode(string path, int depth)
    {
        if (_parser.Current is NodeEvent node)
            RefuseAnchorsAndTags(node, path);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Add(At(alias.Start), path, NoAnchors);
            return null;
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
            return new ConfigNode.Scalar(scalar.Value, scalar.Style != ScalarStyle.Plain, At(scalar.Start));
        if (depth >= DeepestNesting && _parser.Current is MappingStart or SequenceStart)
        {
            Add(At(_parser.Current.Start), path, "is nested too deep");
            _parser.SkipThisAndNestedEvents();
            return null;
        }

        if (_parser.TryConsume<MappingStart>(out var mapping))
            return ReadSection(At(mapping.Start), path, depth);
        if (_parser.TryConsume<SequenceStart>(out var sequence))
            return ReadSequence(At(sequence.Start), path, depth);
        throw Malformed("has a key without a value");
    }

    private ConfigNode.Section ReadSection(Origin origin, string path, int depth)
    {
        var section = new ConfigNode.Section(origin);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
                throw Malformed("has a key that is not a plain word");
            var keyPath = ConfigPath.Child(path, key.Value);
            var value = ReadNode(keyPath, depth + 1);
            if (section.Entries.TryGetValue(key.Value, out var first))
                Add(At(key.Start), keyPath, $"is a duplicate key; the first is on line {first.KeyOrigin.Line}");
            else if (value is not null)
                section.Entries.Add(key.Value, new ConfigNode.Entry(At(key.Start), value));
        }

        return section;
    }

    private ConfigNode.Sequence ReadSequence(Origin origin, string path, int depth)
    {
        var list = new ConfigNode.Sequence(origin);
        for (var i = 0; !_parser.TryConsume<SequenceEnd>(out _); i++)
        {
            if (ReadNode(ConfigPath.Item(path, i), depth + 1) is { } item)
                list.Items.Add(item);
        }

        return list;
    }

    // The parser lets some malformed sections through, and what it says after them cannot be relied on: reading stops there.
    private YamlException Malformed(string problem) =>
        new(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.Start ?? Mark.Empty, problem);

    // Anchors would give a value two places; what they are for is the `defaults` section.
    private void RefuseAnchorsAndTags(NodeEvent node, string path)
    {
        if (!node.Anchor.IsEmpty)
            Add(At(node.Start), path, NoAnchors);
        if (!node.Tag.IsEmpty)
            Add(At(node.Start), path, "carries a YAML tag; write the plain value");
    }

    private Origin At(Mark mark) => Origin.File(_file, mark.Line, mark.Column);

    private void Add(Origin origin, string path, string problem) => _faults.Add(new ConfigurationFault(origin, path, problem));
}
