using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Movement;

/// <summary>Channels become pixels: each block of channels is laid out as a square of <c>blocksize</c> × <c>blocksize</c> pixels.</summary>
internal sealed class DepthToSpace(Attributes attributes) : Operator
{
    private readonly int block = BlockSize.Of(attributes);
    private readonly bool blockFirst = attributes.Choice("mode", "DCR", "DCR", "CRD") == "DCR";

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var shape = BlockSize.Images(input.Shape);
        if (shape[1] % (block * block) != 0)
            throw new OnnxException($"{shape} has {shape[1]} channels, which is no multiple of {block} × {block}");
        var channels = shape[1] / block / block;
        var output = call.Output(0, input.Type, InputReading.Shape([shape[0], channels, (long)shape[2] * block, (long)shape[3] * block]));
        // In the order of the output: batch, channel, row, row in block, column, column in block.
        int[] sizes = [shape[0], channels, shape[2], block, shape[3], block];
        long plane = (long)shape[2] * shape[3], inner = blockFirst ? channels * plane : plane;
        long[] strides = [plane * shape[1], blockFirst ? plane : block * block * plane, shape[3], block * inner, 1, inner];
        StridedCopy.Copy(sizes, new(input, 0, strides), new(output, 0, BlockSize.Contiguous(sizes)), call.Compute.Threads);
    }
}

/// <summary>Pixels become channels: each square of <c>blocksize</c> × <c>blocksize</c> pixels becomes a block of channels.</summary>
internal sealed class SpaceToDepth(Attributes attributes) : Operator
{
    private readonly int block = BlockSize.Of(attributes);

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        var shape = BlockSize.Images(input.Shape);
        if (shape[2] % block != 0 || shape[3] % block != 0)
            throw new OnnxException($"height and width of {shape} must be multiples of the block size {block}");
        int rows = shape[2] / block, columns = shape[3] / block;
        var output = call.Output(0, input.Type, InputReading.Shape([shape[0], (long)shape[1] * block * block, rows, columns]));
        int[] sizes = [shape[0], block, block, shape[1], rows, columns];
        long plane = (long)shape[2] * shape[3];
        long[] strides = [plane * shape[1], shape[3], 1, plane, (long)block * shape[3], block];
        StridedCopy.Copy(sizes, new(input, 0, strides), new(output, 0, BlockSize.Contiguous(sizes)), call.Compute.Threads);
    }
}

/// <summary>What both directions check.</summary>
internal static class BlockSize
{
    public static int Of(Attributes attributes) => attributes.Integer("blocksize", 0) is > 0 and < 1 << 15 and var size
        ? (int)size
        : throw new OnnxException($"attribute 'blocksize' is {attributes.Integer("blocksize", 0)}, but a number from 1 is needed");

    public static TensorShape Images(TensorShape shape) => shape.Rank == 4
        ? shape
        : throw new OnnxException($"the input has shape {shape}, but (batch, channel, height, width) is expected");

    public static long[] Contiguous(int[] sizes) => StridedLoop.Contiguous(new TensorShape(sizes));
}
