using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>Layer normalisation (Ba et al. 2016): everything from an axis on is normalised together, then scaled and shifted element by element.</summary>
internal sealed class LayerNormalization(Node node) : Operator
{
    private const int Piece = 16384;

    private readonly long axis = node.Attributes.Integer("axis", -1);
    private readonly float epsilon = node.Attributes.Number("epsilon", 1e-5f);

    public override void Run(OperatorCall call)
    {
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Run<float>(call); break;
            case ElementType.Float64: Run<double>(call); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but Float32 or Float64 is expected. Cast the input first.");
        }
    }

    private void Run<T>(OperatorCall call)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = call.Input(0);
        var shape = source.Shape;
        var first = InputReading.Axis(axis, shape.Rank);
        int rows = shape.CountOf(0, first), length = shape.CountOf(first, shape.Rank);
        var scale = Learnt<T>(call, 1, length);
        var bias = call.Has(2) ? Learnt<T>(call, 2, length) : null;
        var statistics = new TensorShape([.. shape.ToArray().Select((size, each) => each < first ? size : 1)]);
        Tensor means = call.Output(1, source.Type, statistics), inverses = call.Output(2, source.Type, statistics);
        var target = call.OutputOver(0, 0);
        ComputeThreads.Pieces(rows, Math.Max(1, Piece / Math.Max(1, length)), call.Compute.Threads, (start, count) =>
        {
            for (var row = start; row < start + count; row++)
            {
                var result = target.Span<T>().Slice(row * length, length);
                var values = source.Span<T>().Slice(row * length, length);
                var (mean, inverse) = RowStatistics.Of<T>(values, epsilon);
                VectorMap.Apply(new Affine<T>(VectorMath.All<T>(inverse), VectorMath.All<T>(-mean * inverse)), values, result);
                VectorPairs.Apply(default(Times<T>), result, scale.Span<T>(), result);
                if (bias is not null)
                    VectorPairs.Apply(default(Plus<T>), result, bias.Span<T>(), result);
                means.Span<T>()[row] = T.CreateTruncating(mean);
                inverses.Span<T>()[row] = T.CreateTruncating(inverse);
            }
        });
    }

    private static Tensor Learnt<T>(OperatorCall call, int input, int count)
        where T : unmanaged => call.Input(input) is var tensor && tensor.Type == ElementTypes.Of<T>() && tensor.Count == count
            ? tensor
            : throw new OnnxException($"its input {input} is {call.Input(input)}, but {count} numbers of type {ElementTypes.Of<T>()} are expected, as many as are normalised together");
}
