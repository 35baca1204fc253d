using System.Text;
using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;
using Google.Protobuf;
using Kind = BioDL.Learning.Files.Wire.AttributeProto.Types.AttributeType;

namespace BioDL.Learning.Files;

/// <summary>Makes attribute values from the messages of a file.</summary>
internal sealed class AttributeReader(TensorReader tensors, Func<GraphProto, string, Graph> readGraph, Problems problems)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads an attribute.</summary>
    /// <param name="message">The message; tensors lose their numbers and graphs their parts, all else stays.</param>
    /// <param name="place">How problems name the attribute.</param>
    /// <returns>The value; null when it is wrong, which is then among the problems.</returns>
    public object? Read(AttributeProto message, string place)
    {
        if (message.RefAttrName.Length > 0)
            return Refuse(place, $"stands for '{message.RefAttrName}' of a function around it, but there is none.");
        var kinds = Held(message);
        var kind = message.Type == Kind.Undefined && kinds.Count == 1 ? kinds[0] : message.Type;
        if (kinds.Any(held => held != kind))
            return Refuse(place, $"says that it is of type {kind}, but holds {string.Join(" and ", kinds)}.");
        try
        {
            return Value(message, kind, place);
        }
        catch (DecoderFallbackException)
        {
            return Refuse(place, "holds text that is not UTF-8.");
        }
    }

    private object? Value(AttributeProto message, Kind kind, string place) => kind switch
    {
        Kind.Int => message.I,
        Kind.Float => message.F,
        Kind.String => Text(message.S),
        Kind.Ints => message.Ints.ToArray(),
        Kind.Floats => message.Floats.ToArray(),
        Kind.Strings => message.Strings.Select(Text).ToArray(),
        Kind.Tensor when message.T is not null => tensors.Read(message.T, place),
        Kind.Graph when message.G is not null => readGraph(message.G, place),
        Kind.Undefined => Refuse(place, "does not say of which type it is."),
        Kind.Tensor or Kind.Graph => Refuse(place, $"says that it is of type {kind}, but holds nothing."),
        _ => Refuse(place, $"is of type {kind}, which is not supported."),
    };

    private static string Text(ByteString bytes) => Strict.GetString(bytes.Span);

    private static List<Kind> Held(AttributeProto message)
    {
        var held = new List<Kind>();
        void Note(bool holds, Kind kind)
        {
            if (holds)
                held.Add(kind);
        }
        Note(message.HasF, Kind.Float);
        Note(message.HasI, Kind.Int);
        Note(message.HasS, Kind.String);
        Note(message.T is not null, Kind.Tensor);
        Note(message.G is not null, Kind.Graph);
        Note(message.Floats.Count > 0, Kind.Floats);
        Note(message.Ints.Count > 0, Kind.Ints);
        Note(message.Strings.Count > 0, Kind.Strings);
        return held;
    }

    private object? Refuse(string place, string reason)
    {
        problems.Add($"{place} {reason}");
        return null;
    }
}
