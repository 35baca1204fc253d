namespace BioDL.Learning.Kernels;

/// <summary>One way to compute a convolution of certain sizes. It is made once for the sizes; one run at a time uses it.</summary>
internal abstract unsafe class ConvolutionKernel
{
    /// <summary>Floats of working memory for some threads.</summary>
    public virtual nint SpaceFor(int threads) => 0;

    /// <summary>Computes the output.</summary>
    /// <param name="weights">The weights in the order of this kernel.</param>
    /// <param name="data">What it reads and writes.</param>
    /// <param name="space">Working memory of <see cref="SpaceFor"/> floats.</param>
    /// <param name="threads">Threads that work.</param>
    public abstract void Run(ConvolutionWeights weights, ConvolutionData data, float* space, int threads);
}
