namespace BioDL.Learning.Kernels;

/// <summary>Copies between an image in blocks and some blocks of channels of a larger one.</summary>
internal readonly unsafe struct BlockCopy : IParts
{
    private readonly float* source;
    private readonly float* target;
    private readonly int blocks;
    private readonly int sourceBlocks;
    private readonly int targetBlocks;
    private readonly int length;

    private BlockCopy(Tensor source, int sourceFirst, Tensor target, int targetFirst, int blocks)
    {
        length = source.Shape[2] * source.Shape[3] * TensorLayouts.Block;
        this.source = source.Floats + ((long)sourceFirst * length);
        this.target = target.Floats + ((long)targetFirst * length);
        this.blocks = blocks;
        sourceBlocks = TensorLayouts.Blocks(source.Shape[1]);
        targetBlocks = TensorLayouts.Blocks(target.Shape[1]);
    }

    /// <summary>Copies all of an image to where its channels shall begin in the larger one.</summary>
    public static void Into(Tensor whole, int firstBlock, Tensor part, int threads) =>
        Run(new BlockCopy(part, 0, whole, firstBlock, TensorLayouts.Blocks(part.Shape[1])), part.Shape[0], threads);

    /// <summary>Copies some blocks of the larger image, all that the smaller one has.</summary>
    public static void From(Tensor whole, int firstBlock, Tensor part, int threads) =>
        Run(new BlockCopy(whole, firstBlock, part, 0, TensorLayouts.Blocks(part.Shape[1])), part.Shape[0], threads);

    /// <inheritdoc/>
    void IParts.Run(int part)
    {
        var (image, block) = Math.DivRem(part, blocks);
        new ReadOnlySpan<float>(source + (((long)image * sourceBlocks) + block) * length, length)
            .CopyTo(new Span<float>(target + (((long)image * targetBlocks) + block) * length, length));
    }

    private static void Run(BlockCopy copy, int images, int threads) => ComputeThreads.Run(images * copy.blocks, threads, ref copy);
}
