using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels;

/// <summary>Copies between layouts.</summary>
internal static unsafe class Reorder
{
    private const int Side = TensorLayouts.Block;

    /// <summary>Pixels of a part.</summary>
    private const int PartPixels = 8192;

    /// <summary>Copies the elements of <paramref name="source"/> into <paramref name="target"/>, which has the other layout.</summary>
    public static void Copy(Tensor source, Tensor target, ComputeOptions compute)
    {
        var isBlocking = target.Layout == TensorLayout.Blocked16;
        var shape = source.Shape;
        var copy = new Parts(compute.Taken, isBlocking, shape, (isBlocking ? source : target).Floats, (isBlocking ? target : source).Floats);
        ComputeThreads.Run(copy.Count, compute.Threads, ref copy);
    }

    private readonly struct Parts(SimdPath path, bool isBlocking, TensorShape shape, float* plain, float* blocked) : IParts
    {
        private readonly SimdPath path = path;
        private readonly bool isBlocking = isBlocking;
        private readonly float* plain = plain;
        private readonly float* blocked = blocked;
        private readonly int channels = shape[1];
        private readonly int pixels = shape[2] * shape[3];
        private readonly int blocks = TensorLayouts.Blocks(shape[1]);
        private readonly int chunks = ((shape[2] * shape[3]) + PartPixels - 1) / PartPixels;

        public int Count => shape[0] * blocks * chunks;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int part)
        {
            var (block, chunk) = Math.DivRem(part, chunks);
            var (image, first) = (block / blocks, block % blocks * Side);
            var count = Math.Min(Side, channels - first);
            var end = Math.Min((chunk + 1) * PartPixels, pixels);
            for (var pixel = chunk * PartPixels; pixel < end; pixel += Side)
            {
                var lines = plain + (((long)image * channels) + first) * pixels + pixel;
                var points = blocked + (((long)block * pixels) + pixel) * Side;
                var width = Math.Min(Side, end - pixel);
                if (count < Side || width < Side)
                    CopySome(lines, points, count, width);
                else if (isBlocking)
                    SquareTranspose.Square(path, lines, pixels, points, Side);
                else
                    SquareTranspose.Square(path, points, Side, lines, pixels);
            }
        }

        private void CopySome(float* lines, float* points, int count, int width)
        {
            for (var channel = 0; channel < count; channel++)
            {
                var line = lines + ((long)channel * pixels);
                for (var pixel = 0; pixel < width; pixel++)
                {
                    if (isBlocking)
                        points[(pixel * Side) + channel] = line[pixel];
                    else
                        line[pixel] = points[(pixel * Side) + channel];
                }
            }
        }
    }
}
