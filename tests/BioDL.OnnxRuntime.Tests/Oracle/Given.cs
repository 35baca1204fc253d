using BioDL.Learning;

namespace BioDL.OnnxRuntime.Tests.Oracle;

/// <summary>One input of an operator in a case: random numbers of a type and shape, a constant, or nothing.</summary>
public sealed record Given
{
    private Given(string text, ElementType type, Func<int, Tensor>? make, bool isConstant) =>
        (Text, Type, Make, IsConstant) = (text, type, make, isConstant);

    /// <summary>Stands for an optional input that is not given.</summary>
    public static Given Nothing { get; } = new("nothing", ElementType.Undefined, null, isConstant: false);

    /// <summary>An empty list of floats, which some exporters write for an input that is not given.</summary>
    public static Given NoFloats { get; } = Constant(Array.Empty<float>());

    public string Text { get; }

    public ElementType Type { get; }

    /// <summary>Makes the tensor for a seed; null stands for nothing.</summary>
    public Func<int, Tensor>? Make { get; }

    /// <summary>Whether the model file holds it; otherwise the caller gives it.</summary>
    public bool IsConstant { get; }

    /// <summary>Floats of mean 0 and about 1 apart.</summary>
    public static Given Floats(params int[] sizes) => Random(ElementType.Float32, sizes);

    /// <summary>Truth values.</summary>
    public static Given Bools(params int[] sizes) => Random(ElementType.Bool, sizes);

    /// <summary>Random numbers: fractions around 0, whole numbers from −9 (or 0) to 9.</summary>
    public static Given Random(ElementType type, params int[] sizes) =>
        new($"{type} ({string.Join(", ", sizes)})", type, seed => RandomTensors.Make(type, sizes, seed), isConstant: false);

    /// <summary>A list of whole numbers in the model file.</summary>
    public static Given Constant(params long[] values) =>
        new($"[{string.Join(", ", values)}]", ElementType.Int64, _ => Tensor.From(values, values.Length), isConstant: true);

    /// <summary>A list of floats in the model file.</summary>
    public static Given Constant(params float[] values) =>
        new($"[{string.Join(", ", values)}]", ElementType.Float32, _ => Tensor.From(values, values.Length), isConstant: true);

    /// <summary>A number that the caller gives, without axes.</summary>
    public static Given Scalar<T>(T value)
        where T : unmanaged => new($"{value}", Tensor.Scalar(value).Type, _ => Tensor.Scalar(value), isConstant: false);

    /// <summary>Given numbers in a given shape; the caller gives them.</summary>
    public static Given Values<T>(T[] values, params int[] sizes)
        where T : unmanaged =>
        new($"[{string.Join(", ", values)}]", Tensor.From(values, sizes).Type, _ => Tensor.From(values, sizes), isConstant: false);

    public override string ToString() => Text;
}
