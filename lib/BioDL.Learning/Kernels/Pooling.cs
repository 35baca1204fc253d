using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>What a pool makes of the pixels in its window.</summary>
internal enum PoolingKind
{
    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>The mean of those inside of the image.</summary>
    Average,

    /// <summary>The mean, where padding counts as zeros.</summary>
    AverageWithPadding,
}

/// <summary>The sizes of a pool.</summary>
internal sealed record PoolingShape(int Planes, int Height, int Width, int OutputHeight, int OutputWidth, Window Window)
{
    /// <summary>Elements of the window at a position that lie inside of an image of so many pixels.</summary>
    public static (int First, int End) Inside(WindowAxis axis, int position, int length)
    {
        var start = (position * axis.Stride) - axis.Before;
        if (start >= 0 && start + ((axis.Size - 1) * axis.Dilation) < length)
            return (0, axis.Size);
        var first = start >= 0 ? 0 : (-start + axis.Dilation - 1) / axis.Dilation;
        var end = start >= length ? 0 : ((length - 1 - start) / axis.Dilation) + 1;
        return (Math.Min(first, axis.Size), Math.Clamp(end, 0, axis.Size));
    }

    /// <summary>Elements of the window at a position that lie inside of the padded image.</summary>
    public static int Padded(WindowAxis axis, int position, int length) =>
        Math.Clamp((length + axis.After - ((position * axis.Stride) - axis.Before) + axis.Dilation - 1) / axis.Dilation, 1, axis.Size);
}

/// <summary>Pools with channels in blocks: each of 16 lanes by itself.</summary>
internal readonly unsafe struct BlockedPooling(PoolingShape shape, PoolingKind kind, float* input, float* output) : IParts
{
    private const int Side = TensorLayouts.Block;

    private readonly PoolingShape shape = shape;
    private readonly PoolingKind kind = kind;
    private readonly float* input = input;
    private readonly float* output = output;

    /// <summary>Computes the output.</summary>
    public void Run(int threads)
    {
        var parts = this;
        ComputeThreads.Run(shape.Planes * shape.OutputHeight, threads, ref parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(int plane, int row)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        var (firstY, endY) = PoolingShape.Inside(y, row, shape.Height);
        var target = output + ((((long)plane * shape.OutputHeight) + row) * shape.OutputWidth * Side);
        var top = input + ((((long)plane * shape.Height) + (row * y.Stride) - y.Before) * shape.Width * Side);
        var lineStep = (nint)y.Dilation * shape.Width * Side;
        var padded = PoolingShape.Padded(y, row, shape.Height);
        for (var column = 0; column < shape.OutputWidth; column++)
        {
            var (firstX, endX) = PoolingShape.Inside(x, column, shape.Width);
            var corner = top + ((((long)column * x.Stride) - x.Before) * Side);
            var isMaximum = kind == PoolingKind.Maximum;
            var result = isMaximum ? Vector512.Create(float.MinValue) : Vector512<float>.Zero;
            for (var line = firstY; line < endY; line++)
            {
                for (var element = firstX; element < endX; element++)
                {
                    var value = Vector512.Load(corner + (line * lineStep) + (element * x.Dilation * Side));
                    result = isMaximum ? Vector512.MaxNative(result, value) : result + value;
                }
            }
            if (!isMaximum)
                result /= Vector512.Create((float)Count(kind, (endY - firstY) * (endX - firstX), padded * PoolingShape.Padded(x, column, shape.Width)));
            result.Store(target + ((long)column * Side));
        }
    }

    /// <summary>What an average is divided by.</summary>
    internal static int Count(PoolingKind kind, int inside, int padded) => kind == PoolingKind.AverageWithPadding ? padded : Math.Max(inside, 1);

    void IParts.Run(int part) => Row(part / shape.OutputHeight, part % shape.OutputHeight);
}

/// <summary>Pools as their definition says, for any kind of number and plain tensors.</summary>
internal static class ReferencePooling
{
    /// <summary>Computes the output, plane by plane.</summary>
    public static void Run<T>(PoolingShape shape, PoolingKind kind, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var next = 0;
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            var image = input.Slice(plane * shape.Height * shape.Width, shape.Height * shape.Width);
            for (var y = 0; y < shape.OutputHeight; y++)
            {
                for (var x = 0; x < shape.OutputWidth; x++)
                    output[next++] = Pixel(shape, kind, image, y, x);
            }
        }
    }

    private static T Pixel<T>(PoolingShape shape, PoolingKind kind, ReadOnlySpan<T> image, int y, int x)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var window = shape.Window;
        var (firstY, endY) = PoolingShape.Inside(window.Y, y, shape.Height);
        var (firstX, endX) = PoolingShape.Inside(window.X, x, shape.Width);
        var isMaximum = kind == PoolingKind.Maximum;
        var result = isMaximum ? T.MinValue : T.Zero;
        for (var line = firstY; line < endY; line++)
        {
            for (var element = firstX; element < endX; element++)
            {
                var fromY = (y * window.Y.Stride) - window.Y.Before + (line * window.Y.Dilation);
                var fromX = (x * window.X.Stride) - window.X.Before + (element * window.X.Dilation);
                var value = image[(fromY * shape.Width) + fromX];
                result = isMaximum ? T.Max(result, value) : result + value;
            }
        }
        var inside = (endY - firstY) * (endX - firstX);
        var padded = PoolingShape.Padded(window.Y, y, shape.Height) * PoolingShape.Padded(window.X, x, shape.Width);
        return isMaximum ? result : result / T.CreateChecked(BlockedPooling.Count(kind, inside, padded));
    }
}
