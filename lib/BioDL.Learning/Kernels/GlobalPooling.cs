using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>One number of each channel's plane: its mean or its maximum.</summary>
internal readonly unsafe struct GlobalPooling(bool isMaximum, TensorShape shape, float* input, bool isBlocked, float* output) : IParts
{
    private const int Side = TensorLayouts.Block;

    private readonly bool isMaximum = isMaximum;
    private readonly bool isBlocked = isBlocked;
    private readonly float* input = input;
    private readonly float* output = output;
    private readonly int images = shape[0];
    private readonly int channels = shape[1];
    private readonly int pixels = shape.CountOf(2, shape.Rank);

    /// <summary>Number of parts.</summary>
    public int Count => images * (isBlocked ? TensorLayouts.Blocks(channels) : channels);

    /// <inheritdoc/>
    public void Run(int part)
    {
        if (!isBlocked)
        {
            output[part] = Plane(input + ((long)part * pixels));
            return;
        }
        var (image, block) = Math.DivRem(part, TensorLayouts.Blocks(channels));
        var results = stackalloc float[Side];
        Block(input + ((long)part * pixels * Side), results);
        for (var lane = 0; lane < Side && (block * Side) + lane < channels; lane++)
            output[((long)image * channels) + (block * Side) + lane] = results[lane];
    }

    /// <summary>Sums 64 pixels in single precision, and these sums in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(float* source, float* results)
    {
        var totals = stackalloc double[Side];
        new Span<double>(totals, Side).Clear();
        var largest = Vector512.Create(float.MinValue);
        for (var first = 0; first < pixels; first += 64)
        {
            var sum = Vector512<float>.Zero;
            for (var pixel = first; pixel < Math.Min(first + 64, pixels); pixel++)
            {
                var value = Vector512.Load(source + ((long)pixel * Side));
                sum += value;
                largest = Vector512.MaxNative(largest, value);
            }
            for (var lane = 0; lane < Side; lane++)
                totals[lane] += sum[lane];
        }
        for (var lane = 0; lane < Side; lane++)
            results[lane] = isMaximum ? largest[lane] : (float)(totals[lane] / pixels);
    }

    private float Plane(float* source)
    {
        var (sum, largest) = (0d, float.MinValue);
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            sum += source[pixel];
            largest = Math.Max(largest, source[pixel]);
        }
        return isMaximum ? largest : (float)(sum / pixels);
    }
}
