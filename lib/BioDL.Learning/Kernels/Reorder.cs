namespace BioDL.Learning.Kernels;

/// <summary>Copies between layouts.</summary>
internal static unsafe class Reorder
{
    /// <summary>Copies the elements of <paramref name="source"/> into <paramref name="target"/>, which has the other layout.</summary>
    public static void Copy(Tensor source, Tensor target, ComputeOptions compute)
    {
        var shape = source.Shape;
        int channels = shape[1], pixels = shape[2] * shape[3], blocks = TensorLayouts.Blocks(channels);
        ComputeThreads.For(shape[0] * blocks, compute.Threads, part =>
        {
            int image = part / blocks, first = part % blocks * TensorLayouts.Block;
            var count = Math.Min(TensorLayouts.Block, channels - first);
            var isBlocking = target.Layout == TensorLayout.Blocked16;
            var plain = (isBlocking ? source : target).Floats + ((long)image * channels + first) * pixels;
            var blocked = (isBlocking ? target : source).Floats + (long)part * pixels * TensorLayouts.Block;
            for (var channel = 0; channel < TensorLayouts.Block; channel++)
            {
                for (var pixel = 0; pixel < pixels; pixel++)
                {
                    if (!isBlocking && channel < count)
                        plain[(long)channel * pixels + pixel] = blocked[(long)pixel * TensorLayouts.Block + channel];
                    else if (isBlocking)
                        blocked[(long)pixel * TensorLayouts.Block + channel] = channel < count ? plain[(long)channel * pixels + pixel] : 0;
                }
            }
        });
    }
}
