using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Values;

/// <summary>
/// Passes its input on; when the caller asks for dropout (<see cref="RunOptions.Dropout"/>), sets a part <c>ratio</c> of the numbers to 0 and
/// multiplies the others by 1 / (1 − ratio). Which ones depends on the seed, the node and the place alone. The second output is the mask of kept ones.
/// </summary>
internal sealed class Dropout(Attributes attributes, int opset) : Operator
{
    private const int PartElements = 1 << 15;
    private const double Steps = 1L << 53;

    private readonly float attribute = attributes.Number("ratio", 0.5f);

    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var ratio = opset < 12 ? attribute : call.Optional(1) is { Shape.Count: 1 } given ? NumberIn(given) : 0.5;
        if (!(ratio is >= 0 and <= 1))
            throw new OnnxException($"ratio is {ratio}, but a number from 0 to 1 is expected");
        var mask = call.Wants(1) ? call.Output(1, ElementType.Bool, input.Shape) : null;
        if (!call.Options.Dropout || ratio == 0)
        {
            mask?.Span<bool>().Fill(true);
            call.Forward(0, input, input.Shape);
            return;
        }
        var stream = SeededRandom.Mix((ulong)(uint)call.Options.Seed << 32 | StableHash(call.Node.Outputs[0]));
        switch (input.Type)
        {
            case ElementType.Float32:
                Drop<float>(call, mask, ratio, stream);
                break;
            case ElementType.Float64:
                Drop<double>(call, mask, ratio, stream);
                break;
            default:
                throw new OnnxException($"dropout of {input.Type} is not supported; it needs Float32 or Float64");
        }
    }

    private static void Drop<T>(OperatorCall call, Tensor? mask, double ratio, ulong stream)
        where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        var input = call.Plain(0);
        var output = call.Output(0, input.Type, input.Shape);
        var scale = T.CreateChecked(ratio < 1 ? 1 / (1 - ratio) : 0);
        var factors = call.KeepsValues ? call.Fresh(input.Type, input.Shape) : null;
        if (factors is not null)
            call.Keep(0, factors);
        ComputeThreads.For((input.Shape.Count + PartElements - 1) / PartElements, call.Compute.Threads, part =>
        {
            var from = input.Span<T>();
            var to = output.Span<T>();
            for (var n = part * PartElements; n < Math.Min(from.Length, (part + 1) * PartElements); n++)
            {
                var isKept = (SeededRandom.Mix(stream + (ulong)n) >> 11) / Steps >= ratio;
                to[n] = isKept ? from[n] * scale : T.Zero;
                if (mask is not null)
                    mask.Span<bool>()[n] = isKept;
                if (factors is not null)
                    factors.Span<T>()[n] = isKept ? scale : T.Zero;
            }
        });
    }

    private static double NumberIn(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float32 => tensor.Span<float>()[0],
        ElementType.Float64 => tensor.Span<double>()[0],
        ElementType.Float16 => (double)tensor.Span<Half>()[0],
        _ => throw new OnnxException($"ratio is of type {tensor.Type}, but a float is expected"),
    };

    // That of .NET differs from process to process.
    private static uint StableHash(string text)
    {
        var hash = 2166136261;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619;
        return hash;
    }
}
