using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Values;

/// <summary>A value that the node itself holds: a tensor, a number or a list of numbers.</summary>
internal sealed class Constant : Operator
{
    private readonly Tensor value;

    public Constant(Attributes attributes)
    {
        string[] given = [.. attributes.Names.Where(name => name.StartsWith("value", StringComparison.Ordinal) || name == "sparse_value")];
        value = given switch
        {
            ["value"] => attributes.TensorOf("value")!,
            ["value_float"] => Tensor.Scalar(attributes.Number("value_float", 0)),
            ["value_floats"] => List(attributes.Numbers("value_floats")!),
            ["value_int"] => Tensor.Scalar(attributes.Integer("value_int", 0)),
            ["value_ints"] => List(attributes.Integers("value_ints")!),
            _ => throw new OnnxException($"one of the attributes value, value_float, value_floats, value_int and value_ints is expected, but found are: {string.Join(", ", given)}"),
        };
    }

    public override void Run(OperatorCall call) => call.Forward(0, value, value.Shape);

    private static Tensor List<T>(IReadOnlyList<T> values)
        where T : unmanaged => Tensor.From([.. values], values.Count);
}

/// <summary>The same number everywhere, in a shape that the input tells: 0 of type Float32 unless the attribute holds another.</summary>
internal sealed class ConstantOfShape(Attributes attributes) : Operator
{
    private readonly Tensor value = attributes.TensorOf("value") switch
    {
        null => Tensor.Scalar(0f),
        { Shape.Count: 1 } one => one,
        var other => throw new OnnxException($"attribute 'value' has shape {other.Shape}, but it must hold one number"),
    };

    public override void Run(OperatorCall call)
    {
        var shape = InputReading.Shape(call.Integers(0));
        var bytes = call.Output(0, value.Type, shape).Bytes;
        var one = value.Bytes;
        if (bytes.Length == 0)
            return;
        one.CopyTo(bytes);
        // Each copy doubles what is there.
        for (var done = one.Length; done < bytes.Length; done *= 2)
            bytes[..Math.Min(done, bytes.Length - done)].CopyTo(bytes[done..]);
    }
}

/// <summary>Numbers from <c>start</c> up to, not including, <c>limit</c>, in steps of <c>delta</c>.</summary>
internal sealed class Range : Operator
{
    public override void Run(OperatorCall call)
    {
        Tensor start = call.Input(0), limit = call.Input(1), delta = call.Input(2);
        if (limit.Type != start.Type || delta.Type != start.Type || start.Shape.Count != 1 || limit.Shape.Count != 1 || delta.Shape.Count != 1)
            throw new OnnxException($"start {start}, limit {limit} and delta {delta} must be single numbers of one type");
        switch (start.Type)
        {
            case ElementType.Float32:
                Fill<float>(call);
                break;
            case ElementType.Float64:
                Fill<double>(call);
                break;
            case ElementType.Int16:
                Fill<short>(call);
                break;
            case ElementType.Int32:
                Fill<int>(call);
                break;
            case ElementType.Int64:
                Fill<long>(call);
                break;
            default:
                throw new OnnxException($"ranges of {start.Type} are not supported");
        }
    }

    private static void Fill<T>(OperatorCall call)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T first = call.Input(0).Span<T>()[0], limit = call.Input(1).Span<T>()[0], step = call.Input(2).Span<T>()[0];
        if (step == T.Zero)
            throw new OnnxException("a delta of 0 never arrives at the limit");
        var count = Math.Max(0, Math.Ceiling((double.CreateChecked(limit) - double.CreateChecked(first)) / double.CreateChecked(step)));
        if (!(count <= int.MaxValue))
            throw new OnnxException($"from {first} to {limit} in steps of {step} are too many numbers");
        var values = call.Output(0, call.Input(0).Type, new TensorShape((int)count)).Span<T>();
        for (var n = 0; n < values.Length; n++)
            values[n] = first + T.CreateChecked(n) * step;
    }
}
