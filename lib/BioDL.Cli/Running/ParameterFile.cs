using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Parameter = BioDL.Notebooks.Runner.Parameter;
using Scanner = YamlDotNet.Core.Parser;

namespace BioDL.Cli.Running;

/// <summary>
/// Reads a parameters file: a YAML mapping of names to values, typed by the rules of YAML 1.2's core schema. Aliases, tags and more than
/// one document are refused: no parameter needs them, and a short file could otherwise unfold into gigabytes.
/// </summary>
internal sealed class ParameterFile
{
    internal const long MaximumBytes = 1 << 20;
    private const int MaximumDepth = 16;

    private readonly Scanner parser;
    private readonly string name;

    private ParameterFile(string text, string name)
    {
        parser = new Scanner(new StringReader(text));
        this.name = name;
    }

    /// <exception cref="UsageException">The file is missing, too large, or not a mapping of names to values.</exception>
    public static IReadOnlyList<Parameter> Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new UsageException($"The parameters file {path} was not found. Check the path given to --parameters.");
        if (file.Length > MaximumBytes)
            throw new UsageException($"{path} has {file.Length:N0} bytes; a parameters file of up to {MaximumBytes:N0} bytes is read.");
        return Parse(File.ReadAllText(path), path);
    }

    /// <exception cref="UsageException">The text is not a mapping of names to values.</exception>
    public static IReadOnlyList<Parameter> Parse(string text, string name)
    {
        try
        {
            return new ParameterFile(text, name).Document();
        }
        catch (YamlException fault)
        {
            throw new UsageException(
                $"{name} is not YAML: line {fault.Start.Line}, column {fault.Start.Column}: {fault.Message} Write one 'name: value' per line.", fault);
        }
    }

    private IReadOnlyList<Parameter> Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return [];
        parser.Consume<DocumentStart>();
        if (parser.Accept<Scalar>(out var only) && only is { Value.Length: 0, IsQuotedImplicit: false })
            return [];
        if (!parser.Accept<MappingStart>(out _))
            throw Refuse(parser.Current!, "holds no mapping", "write one 'name: value' per line");
        var root = Mapping(1);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
            throw Refuse(parser.Current!, "holds a second document (after '---')", "keep one document per file");
        return [.. root.Select(pair => new Parameter(pair.Key, pair.Value, FromText: false))];
    }

    private JsonNode? Value(int depth)
    {
        if (depth > MaximumDepth)
            throw Refuse(parser.Current!, $"is nested more than {MaximumDepth} levels deep", "flatten it");
        if (parser.TryConsume<Scalar>(out var scalar))
            return Typed(Plain(scalar));
        if (parser.Accept<SequenceStart>(out _))
            return Sequence(depth);
        if (parser.Accept<MappingStart>(out _))
            return Mapping(depth);
        throw Refuse(parser.Current!, "uses an alias (*name)", "write the value out");
    }

    private JsonArray Sequence(int depth)
    {
        Plain(parser.Consume<SequenceStart>());
        var items = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value(depth + 1));
        return items;
    }

    private JsonObject Mapping(int depth)
    {
        Plain(parser.Consume<MappingStart>());
        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw Refuse(parser.Current!, "has a name that is not a plain word", "write 'name: value'");
            var value = Value(depth + 1);
            if (!members.TryAdd(Plain(key).Value, value))
                throw Refuse(key, $"names '{key.Value}' twice", "keep one of the two");
        }

        return members;
    }

    private T Plain<T>(T node)
        where T : NodeEvent
    {
        if (!node.Anchor.IsEmpty)
            throw Refuse(node, $"uses an anchor (&{node.Anchor.Value})", "write the value out");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            throw Refuse(node, $"uses a tag ({node.Tag.Value})", "leave it out; put quotes around a value that is to be text");
        return node;
    }

    private JsonNode? Typed(Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(scalar.Value);
        return CoreSchema.IsInfiniteOrUndefined(scalar.Value)
            ? throw Refuse(scalar, $"holds {scalar.Value}, which is not a number that a parameter can have", "write a finite number")
            : CoreSchema.Read(scalar.Value);
    }

    private UsageException Refuse(ParsingEvent at, string found, string advice) =>
        new($"{name}, line {at.Start.Line}: the file {found}. Expected one 'name: value' per line; {advice}.");
}
