using System.Numerics;
using System.Runtime.CompilerServices;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>Instance normalisation of an image whose channels lie in blocks: 16 channels at once, lane by lane.</summary>
internal static unsafe class BlockedInstances
{
    private const int Lanes = TensorLayouts.Block;

    /// <summary>Pixels that are summed in single precision before they join a sum in double precision.</summary>
    private const int Pixels = 128;

    /// <summary>Writes for each channel of each image the factor and the summand that bring it to the wanted mean and deviation.</summary>
    /// <param name="source">The images.</param>
    /// <param name="scale">The wanted deviation of each channel.</param>
    /// <param name="bias">The wanted mean of each channel.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="slopes">The factors, (image, channel padded to whole blocks).</param>
    /// <param name="offsets">The summands.</param>
    /// <param name="threads">Threads that compute.</param>
    public static void Fold(Tensor source, Tensor scale, Tensor bias, double epsilon, Tensor slopes, Tensor offsets, int threads)
    {
        int channels = source.Shape[1], blocks = TensorLayouts.Blocks(channels), pixels = source.Shape[2] * source.Shape[3];
        slopes.Span<float>().Clear();
        offsets.Span<float>().Clear();
        ComputeThreads.For(source.Shape[0] * blocks, threads, block =>
        {
            var first = block % blocks * Lanes;
            var numbers = source.Floats + (long)block * pixels * Lanes;
            Span<double> means = stackalloc double[Lanes], squares = stackalloc double[Lanes];
            Span<float> centres = stackalloc float[Lanes];
            centres.Clear();
            Sum(numbers, pixels, centres, isSquare: false, means);
            for (var lane = 0; lane < Lanes; lane++)
                centres[lane] = (float)(means[lane] /= pixels);
            Sum(numbers, pixels, centres, isSquare: true, squares);
            for (var lane = 0; lane < Math.Min(Lanes, channels - first); lane++)
            {
                var slope = scale.Span<float>()[first + lane] / Math.Sqrt(squares[lane] / pixels + epsilon);
                slopes.Floats[block * Lanes + lane] = (float)slope;
                offsets.Floats[block * Lanes + lane] = (float)(bias.Span<float>()[first + lane] - means[lane] * slope);
            }
        });
    }

    /// <summary>Sums each lane over all pixels: its numbers, or the squares of their distance from a centre.</summary>
    private static void Sum(float* numbers, int pixels, ReadOnlySpan<float> centres, bool isSquare, Span<double> sums)
    {
        var part = stackalloc float[Lanes];
        sums.Clear();
        for (var start = 0; start < pixels; start += Pixels)
        {
            SumOfPart(numbers + (long)start * Lanes, Math.Min(Pixels, pixels - start), centres, isSquare, part);
            for (var lane = 0; lane < Lanes; lane++)
                sums[lane] += part[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumOfPart(float* numbers, int pixels, ReadOnlySpan<float> centres, bool isSquare, float* sums)
    {
        for (var lane = 0; lane < Lanes; lane += Vector<float>.Count)
        {
            Vector<float> centre = new(centres[lane..]), sum = default;
            var from = numbers + lane;
            for (var pixel = 0; pixel < pixels; pixel++, from += Lanes)
            {
                var number = Vector.Load(from) - centre;
                sum += isSquare ? number * number : number;
            }
            Vector.Store(sum, sums + lane);
        }
    }
}
