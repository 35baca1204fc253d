namespace BioDL.Learning.Files;

/// <summary>What a field of a message holds, as far as it matters for how much memory it takes.</summary>
internal enum WireField
{
    /// <summary>Nothing that is known: kept as it is.</summary>
    Unknown,

    /// <summary>One number.</summary>
    Number,

    /// <summary>Bytes, kept as they are.</summary>
    Bytes,

    /// <summary>Text in UTF-8.</summary>
    Text,

    /// <summary>Numbers of one to ten bytes each, one after the other.</summary>
    Packed,

    /// <summary>Another message.</summary>
    Message,
}

/// <summary>
/// What <see cref="WireScan"/> must know of a kind of message: the same as in onnx.proto (a test compares them), in a form that can be walked before
/// any object is made.
/// </summary>
/// <param name="Bytes">Memory that an empty one takes, its objects here and in the graph together, roughly.</param>
internal sealed record WireShape(int Bytes)
{
    private readonly Dictionary<int, (WireField Field, WireShape? Inner)> fields = [];

    /// <summary>The outermost message.</summary>
    public static WireShape Model { get; } = MakeModel();

    /// <summary>What a field holds; <see cref="WireField.Unknown"/> when it is none that is read.</summary>
    public (WireField Field, WireShape? Inner) this[int number] => fields.GetValueOrDefault(number);

    /// <summary>The fields that are read.</summary>
    public IEnumerable<(int Number, WireField Field, WireShape? Inner)> Fields => fields.Select(entry => (entry.Key, entry.Value.Field, entry.Value.Inner));

    private static WireShape MakeModel()
    {
        var entry = new WireShape(80).With(WireField.Text, 1, 2);
        var import = new WireShape(80).With(WireField.Text, 1).With(WireField.Number, 2);
        var function = new WireShape(100).With(WireField.Text, 1, 10);
        return new WireShape(300).With(WireField.Number, 1, 5).With(WireField.Text, 2, 3, 4, 6).With(Graph(entry), 7).With(import, 8).With(entry, 14)
            .With(function, 25);
    }

    private static WireShape Graph(WireShape entry)
    {
        var segment = new WireShape(60).With(WireField.Number, 1, 2);
        var tensor = new WireShape(800).With(WireField.Number, 1, 2, 4, 10, 14).With(segment, 3).With(WireField.Packed, 5, 7, 11).With(WireField.Text, 8, 12)
            .With(WireField.Bytes, 6, 9).With(entry, 13);
        var size = new WireShape(100).With(WireField.Number, 1).With(WireField.Text, 2, 3);
        var shape = new WireShape(100).With(size, 1);
        var tensorType = new WireShape(80).With(WireField.Number, 1).With(shape, 2);
        var type = new WireShape(80).With(tensorType, 1).With(WireField.Text, 6);
        var value = new WireShape(200).With(WireField.Text, 1, 3).With(type, 2);
        var sparse = new WireShape(60).With(tensor, 1);
        var graph = new WireShape(1200);
        var attribute = new WireShape(500).With(WireField.Text, 1, 13, 21).With(WireField.Number, 2, 3, 7, 8, 20).With(WireField.Bytes, 4, 9).With(tensor, 5)
            .With(graph, 6);
        var node = new WireShape(700).With(WireField.Text, 1, 2, 3, 4, 6, 7).With(attribute, 5);
        return graph.With(node, 1).With(WireField.Text, 2, 10).With(tensor, 5).With(value, 11, 12, 13).With(sparse, 15);
    }

    private WireShape With(WireField field, params int[] numbers)
    {
        foreach (var number in numbers)
            fields.Add(number, (field, null));
        return this;
    }

    private WireShape With(WireShape inner, params int[] numbers)
    {
        foreach (var number in numbers)
            fields.Add(number, (WireField.Message, inner));
        return this;
    }
}
