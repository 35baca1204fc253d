using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>
/// Group normalisation (Wu and He 2018): the channels of an image are normalised together in groups, then scaled and shifted. Instance
/// normalisation (Ulyanov et al. 2016) is the same with one channel in each group.
/// </summary>
internal sealed class GroupNormalization : Operator
{
    private readonly float epsilon;
    private readonly long? groups;
    private readonly bool isScaledByGroup;

    /// <param name="node">The node.</param>
    /// <param name="isInstance">Whether each channel is a group.</param>
    /// <param name="isScaledByGroup">Whether scale and bias have one number for each group (before operator set 21) instead of each channel.</param>
    public GroupNormalization(Node node, bool isInstance, bool isScaledByGroup)
    {
        epsilon = node.Attributes.Number("epsilon", 1e-5f);
        this.isScaledByGroup = isScaledByGroup;
        groups = isInstance ? null : node.Attributes.Integer("num_groups", 0);
        if (groups < 1)
            throw new OnnxException($"attribute 'num_groups' is {groups}, but a number from 1 is expected");
    }

    public override bool TakesBlocked(int input) => input == 0 && groups is null;

    public override void Run(OperatorCall call)
    {
        var shape = call.Input(0).Shape;
        if (shape.Rank < 2 || (groups is { } given && shape[1] % given != 0))
            throw new OnnxException($"its input has shape {shape}, but (batch, channel, …) with channels divisible by {groups ?? 1} is expected");
        switch (call.Input(0).Type)
        {
            case ElementType.Float32 when call.Input(0).Layout == TensorLayout.Blocked16: RunBlocked(call, shape); break;
            case ElementType.Float32: Run<float>(call, shape); break;
            case ElementType.Float64: Run<double>(call, shape); break;
            default: throw new OnnxException($"its input holds {call.Input(0).Type}, but Float32 or Float64 is expected. Cast the input first.");
        }
    }

    private void Run<T>(OperatorCall call, TensorShape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = shape[1], count = (int)(groups ?? channels), pixels = shape.CountOf(2, shape.Rank);
        var inGroup = count == 0 ? 0 : channels / count;
        var scale = Learnt<T>(call, 1, isScaledByGroup ? count : channels);
        var bias = Learnt<T>(call, 2, isScaledByGroup ? count : channels);
        var source = call.Input(0);
        var target = call.OutputOver(0, 0);
        if (shape.Count == 0)
            return;
        ComputeThreads.For(shape[0] * count, call.Compute.Threads, group =>
        {
            var values = source.Span<T>().Slice(group * inGroup * pixels, inGroup * pixels);
            var (mean, inverse) = RowStatistics.Of<T>(values, epsilon);
            for (var n = 0; n < inGroup; n++)
            {
                var learnt = isScaledByGroup ? group % count : group % count * inGroup + n;
                var slope = double.CreateTruncating(scale.Span<T>()[learnt]) * inverse;
                var offset = double.CreateTruncating(bias.Span<T>()[learnt]) - mean * slope;
                var affine = new Affine<T>(VectorMath.All<T>(slope), VectorMath.All<T>(offset));
                VectorMap.Apply(affine, values.Slice(n * pixels, pixels), target.Span<T>().Slice((group * inGroup + n) * pixels, pixels));
            }
        });
    }

    private void RunBlocked(OperatorCall call, TensorShape shape)
    {
        Tensor scale = Learnt<float>(call, 1, shape[1]), bias = Learnt<float>(call, 2, shape[1]), source = call.Input(0);
        var padded = new TensorShape(shape[0], TensorLayouts.Blocks(shape[1]) * TensorLayouts.Block);
        Tensor slopes = call.Scratch(source.Type, padded), offsets = call.Scratch(source.Type, padded);
        BlockedInstances.Fold(source, scale, bias, epsilon, slopes, offsets, call.Compute.Threads);
        ChannelAffine.Blocked(source, call.OutputOver(0, 0), slopes, offsets, call.Compute.Threads);
    }

    private static Tensor Learnt<T>(OperatorCall call, int input, int count)
        where T : unmanaged => call.Input(input) is var tensor && tensor.Type == ElementTypes.Of<T>() && tensor.Count == count
            ? tensor
            : throw new OnnxException($"its input {input} is {call.Input(input)}, but {count} numbers of type {ElementTypes.Of<T>()} are expected");
}
