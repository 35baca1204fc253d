using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// Winograd's transforms along the squares of 2 × 2 output pixels that an image is cut into, row by row. Pixels beside the image are zeros.
/// </summary>
internal static unsafe class WinogradSquares
{
    private const int Side = TensorLayouts.Block;

    /// <summary>Squares of a row.</summary>
    public static int Across(ConvolutionShape shape) => (shape.OutputWidth + 1) / 2;

    /// <summary>Squares of an image.</summary>
    public static int Count(ConvolutionShape shape) => Across(shape) * ((shape.OutputHeight + 1) / 2);

    /// <summary>Transforms the 4 × 4 input pixels of some squares.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="path">The vectors to use.</param>
    /// <param name="source">One block of channels of one image.</param>
    /// <param name="first">The first square.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Where the first of the 16 results of the first square goes; those of the next square follow.</param>
    /// <param name="pitch">Floats from result to result of a square.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(ConvolutionShape shape, SimdPath path, float* source, int first, int count, float* target, nint pitch)
    {
        var edge = stackalloc float[16 * Side];
        var rowPitch = (nint)shape.Width * Side;
        var across = Across(shape);
        var (squareY, squareX) = Math.DivRem(first, across);
        for (var n = 0; n < count; n++, target += Side)
        {
            var (y, x) = ((2 * squareY) - shape.Window.Y.Before, (2 * squareX) - shape.Window.X.Before);
            if (y >= 0 && x >= 0 && y + 4 <= shape.Height && x + 4 <= shape.Width)
            {
                Input(path, source + (y * rowPitch) + ((nint)x * Side), rowPitch, target, pitch);
            }
            else
            {
                Copy(source, shape.Height, shape.Width, y, x, 4, edge);
                Input(path, edge, 4 * Side, target, pitch);
            }
            if (++squareX == across)
                (squareY, squareX) = (squareY + 1, 0);
        }
    }

    /// <summary>Transforms the gradients of the 2 × 2 output pixels of some squares; the parameters are those of <see cref="Input(ConvolutionShape, SimdPath, float*, int, int, float*, nint)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(ConvolutionShape shape, float* source, int first, int count, float* target, nint pitch)
    {
        var edge = stackalloc float[4 * Side];
        var rowPitch = (nint)shape.OutputWidth * Side;
        var across = Across(shape);
        var (squareY, squareX) = Math.DivRem(first, across);
        for (var n = 0; n < count; n++, target += Side)
        {
            var (y, x) = (2 * squareY, 2 * squareX);
            if (y + 2 <= shape.OutputHeight && x + 2 <= shape.OutputWidth)
            {
                WinogradTransforms.Gradient(source + (y * rowPitch) + ((nint)x * Side), rowPitch, target, pitch);
            }
            else
            {
                Copy(source, shape.OutputHeight, shape.OutputWidth, y, x, 2, edge);
                WinogradTransforms.Gradient(edge, 2 * Side, target, pitch);
            }
            if (++squareX == across)
                (squareY, squareX) = (squareY + 1, 0);
        }
    }

    private static void Input(SimdPath path, float* source, nint rowPitch, float* target, nint pitch)
    {
        if (path == SimdPath.Avx512)
            WinogradTransforms.Input<Lanes16>(source, rowPitch, target, pitch);
        else if (path == SimdPath.Avx2)
            WinogradTransforms.Input<Lanes8>(source, rowPitch, target, pitch);
        else
            WinogradTransforms.Input<Lanes4>(source, rowPitch, target, pitch);
    }

    private static void Copy(float* source, int height, int width, int y, int x, int size, float* target)
    {
        for (var n = 0; n < size * size; n++)
        {
            var (fromY, fromX) = (y + (n / size), x + (n % size));
            var exists = (uint)fromY < (uint)height && (uint)fromX < (uint)width;
            var pixel = exists ? Vector512.Load(source + ((((nint)fromY * width) + fromX) * Side)) : Vector512<float>.Zero;
            pixel.Store(target + (n * Side));
        }
    }
}
