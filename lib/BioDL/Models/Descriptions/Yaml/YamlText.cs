using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioDL.Models;

/// <summary>
/// Reads YAML that somebody else wrote into a tree of text, lists and keys. No type of the text's choosing is ever made. Refused are: more than
/// <see cref="MostParts"/> parts with all aliases written out (a few lines can stand for billions), nesting deeper than <see cref="Deepest"/>,
/// keys that come twice, keys that are no text, tags other than YAML's own, and a second document.
/// </summary>
internal sealed class YamlText
{
    /// <summary>Most parts of a text.</summary>
    public const int MostParts = 200_000;

    /// <summary>Most lists and maps within each other.</summary>
    public const int Deepest = 50;

    private const string CoreTags = "tag:yaml.org,2002:";

    private readonly Parser parser;
    private readonly Dictionary<AnchorName, YamlItem> anchors = [];
    private int parts;

    private YamlText(TextReader text) => parser = new Parser(text);

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It is no YAML, or not safe to read; the message says where and what.</exception>
    public static YamlItem Read(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            return new YamlText(reader).Document();
        }
        catch (YamlException fault)
        {
            throw new FormatException($"line {fault.Start.Line}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NotSupportedException)
        {
            throw new FormatException($"the text breaks off or is malformed ({fault.Message.TrimEnd('.')})", fault);
        }
    }

    private YamlItem Document()
    {
        Take<StreamStart>();
        if (parser.Current is not DocumentStart)
            throw new FormatException("the text is empty");
        Take<DocumentStart>();
        var item = Item(0);
        Take<DocumentEnd>();
        return parser.Current is StreamEnd ? item : throw Fault("a second document begins; a description is one document");
    }

    private YamlItem Item(int depth)
    {
        if (++parts > MostParts)
            throw Fault($"there are more than {MostParts:N0} parts");
        if (depth > Deepest)
            throw Fault($"lists and maps lie more than {Deepest} deep within each other");
        if (parser.Current is AnchorAlias)
            return Alias();
        if (parser.Current is not NodeEvent node)
            throw Fault("a value is missing");
        RequireCoreTag(node);
        YamlItem item = node switch
        {
            YamlDotNet.Core.Events.Scalar => Scalar(),
            SequenceStart => Sequence(depth),
            _ => Mapping(depth),
        };
        if (item.Size > MostParts)
            throw Fault($"with all aliases written out there are more than {MostParts:N0} parts");
        if (!node.Anchor.IsEmpty)
            anchors[node.Anchor] = item;
        return item;
    }

    private YamlItem Alias()
    {
        var alias = Take<AnchorAlias>();
        return anchors.TryGetValue(alias.Value, out var item)
            ? item
            : throw new FormatException($"line {alias.Start.Line}: the alias *{alias.Value} refers to nothing that is complete before it");
    }

    private YamlScalar Scalar()
    {
        var scalar = Take<Scalar>();
        var isPlain = scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.Value != CoreTags + "str");
        return new YamlScalar(scalar.Value, isPlain, (int)scalar.Start.Line, (int)scalar.End.Line);
    }

    private YamlSequence Sequence(int depth)
    {
        var start = Take<SequenceStart>();
        var items = new List<YamlItem>();
        while (parser.Current is not SequenceEnd)
            items.Add(Item(depth + 1));
        Take<SequenceEnd>();
        return new YamlSequence(items, (int)start.Start.Line, LastLine(items, start));
    }

    private YamlMapping Mapping(int depth)
    {
        var start = Take<MappingStart>();
        var entries = new OrderedDictionary<string, YamlItem>(StringComparer.Ordinal);
        while (parser.Current is not MappingEnd)
        {
            if (parser.Current is not YamlDotNet.Core.Events.Scalar key)
                throw Fault("a key is a list, a map or an alias; keys are plain words");
            RequireCoreTag(key);
            Take<Scalar>();
            if (!entries.TryAdd(key.Value, Item(depth + 1)))
                throw new FormatException($"line {key.Start.Line}: the key '{key.Value}' comes twice (first on line {entries[key.Value].Line}); which is meant cannot be told");
        }
        Take<MappingEnd>();
        return new YamlMapping(entries, (int)start.Start.Line, LastLine(entries.Values, start));
    }

    /// <summary>A list or map ends with its last part; the parser says where the next one begins.</summary>
    private static int LastLine(IEnumerable<YamlItem> parts, ParsingEvent start) => parts.Select(part => part.EndLine).Append((int)start.Start.Line).Max();

    private void RequireCoreTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !(node.Tag.Value.StartsWith(CoreTags, StringComparison.Ordinal) && !node.Tag.Value[CoreTags.Length..].Contains('/')))
            throw Fault($"the tag {node.Tag.Value} asks for a type of some program; descriptions hold plain text, numbers, lists and maps");
    }

    private T Take<T>()
        where T : ParsingEvent
    {
        if (parser.Current is null)
            parser.MoveNext();
        if (parser.Current is not T taken)
            throw Fault($"something else stands where a {typeof(T).Name} was expected");
        parser.MoveNext();
        return taken;
    }

    private FormatException Fault(string what) => new($"line {parser.Current?.Start.Line ?? 0}: {what}");
}
