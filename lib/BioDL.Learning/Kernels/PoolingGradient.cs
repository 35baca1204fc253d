using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// The gradient of a pool with channels in blocks. Of a maximum it goes to the first pixel of the window that has it, of a mean to all in equal
/// shares. One part is one plane, so that windows may overlap.
/// </summary>
internal readonly unsafe struct PoolingGradient(PoolingShape shape, PoolingKind kind, float* input, float* output, float* gradient, float* target) : IParts
{
    private const int Side = TensorLayouts.Block;

    private readonly PoolingShape shape = shape;
    private readonly PoolingKind kind = kind;
    private readonly float* input = input;
    private readonly float* output = output;
    private readonly float* gradient = gradient;
    private readonly float* target = target;

    /// <summary>Whether each pixel lies in just one window, so that nothing need be added up.</summary>
    private readonly bool isTiled = IsTiled(shape.Window.Y, shape.Height, shape.OutputHeight) && IsTiled(shape.Window.X, shape.Width, shape.OutputWidth);

    /// <summary>Computes the gradient.</summary>
    public void Run(int threads)
    {
        var parts = this;
        ComputeThreads.Run(shape.Planes, threads, ref parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParts.Run(int plane)
    {
        var size = shape.Height * shape.Width * Side;
        if (!isTiled)
            new Span<float>(target + (long)plane * size, size).Clear();
        for (var row = 0; row < shape.OutputHeight; row++)
        {
            for (var column = 0; column < shape.OutputWidth; column++)
                Window(plane, row, column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Window(int plane, int row, int column)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        var (firstY, endY) = PoolingShape.Inside(y, row, shape.Height);
        var (firstX, endX) = PoolingShape.Inside(x, column, shape.Width);
        var place = (((long)plane * shape.OutputHeight + row) * shape.OutputWidth + column) * Side;
        var corner = (((long)plane * shape.Height + (long)row * y.Stride - y.Before) * shape.Width + (long)column * x.Stride - x.Before) * Side;
        var passed = Vector512.Load(gradient + place);
        var largest = kind == PoolingKind.Maximum ? Vector512.Load(output + place) : default;
        if (kind != PoolingKind.Maximum)
        {
            var padded = PoolingShape.Padded(y, row, shape.Height) * PoolingShape.Padded(x, column, shape.Width);
            passed /= Vector512.Create((float)BlockedPooling.Count(kind, (endY - firstY) * (endX - firstX), padded));
        }
        for (var line = firstY; line < endY; line++)
        {
            for (var element = firstX; element < endX; element++)
            {
                var at = corner + ((long)line * y.Dilation * shape.Width + element * x.Dilation) * Side;
                var share = passed;
                if (kind == PoolingKind.Maximum)
                {
                    var isLargest = Vector512.Equals(Vector512.Load(input + at), largest);
                    share = Vector512.ConditionalSelect(isLargest, passed, Vector512<float>.Zero);
                    passed = Vector512.ConditionalSelect(isLargest, Vector512<float>.Zero, passed);
                }
                (isTiled ? share : Vector512.Load(target + at) + share).Store(target + at);
            }
        }
    }

    private static bool IsTiled(WindowAxis axis, int length, int positions) =>
        axis is { Dilation: 1, Before: 0 } && axis.Stride == axis.Size && positions * axis.Stride == length;
}
