using System.Numerics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// Convolutions as their definition says, for any kind of number, written to be read: the fast kernels are judged by them, and types that have no
/// fast kernel are computed with them. All tensors are plain.
/// </summary>
internal static class ReferenceConvolution
{
    /// <summary>y[n, m, i, j] = b[m] + Σ x[n, c, i · stride + k · dilation − before, …] · w[m, c, k, …] over the channels c of m's group and the kernel.</summary>
    public static void Forward<T>(ConvolutionShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> output)
        where T : struct, INumber<T>
    {
        var window = shape.Window;
        var next = 0;
        for (var image = 0; image < shape.Images; image++)
        {
            for (var to = 0; to < shape.Outputs; to++)
            {
                for (var y = 0; y < shape.OutputHeight; y++)
                {
                    for (var x = 0; x < shape.OutputWidth; x++)
                    {
                        var corner = ((y * window.Y.Stride) - window.Y.Before, (x * window.X.Stride) - window.X.Before);
                        output[next++] = (bias.IsEmpty ? T.Zero : bias[to]) + Sum(shape, input, weights, image, to, corner);
                    }
                }
            }
        }
    }

    /// <summary>Each input element, times the kernel, is added to the output: o = i · stride + k · dilation − before.</summary>
    public static void Transposed<T>(ConvolutionShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> output)
        where T : struct, INumber<T>
    {
        var pixels = shape.OutputHeight * shape.OutputWidth;
        for (var n = 0; n < output.Length; n++)
            output[n] = bias.IsEmpty ? T.Zero : bias[n / pixels % shape.Outputs];
        var next = 0;
        for (var image = 0; image < shape.Images; image++)
        {
            for (var from = 0; from < shape.Channels; from++)
            {
                for (var y = 0; y < shape.Height; y++)
                {
                    for (var x = 0; x < shape.Width; x++)
                        Spread(shape, input[next++], weights, output, image, from, (y, x));
                }
            }
        }
    }

    private static T Sum<T>(ConvolutionShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, int image, int to, (int Y, int X) corner)
        where T : struct, INumber<T>
    {
        var window = shape.Window;
        var sum = T.Zero;
        for (var channel = 0; channel < shape.ChannelsOfGroup; channel++)
        {
            var from = (image * shape.Channels) + (to / shape.OutputsOfGroup * shape.ChannelsOfGroup) + channel;
            for (var row = 0; row < window.Y.Size; row++)
            {
                for (var column = 0; column < window.X.Size; column++)
                {
                    var (y, x) = (corner.Y + (row * window.Y.Dilation), corner.X + (column * window.X.Dilation));
                    if (y >= 0 && y < shape.Height && x >= 0 && x < shape.Width)
                        sum += input[(((from * shape.Height) + y) * shape.Width) + x]
                            * weights[((((to * shape.ChannelsOfGroup) + channel) * window.Y.Size) + row) * window.X.Size + column];
                }
            }
        }
        return sum;
    }

    private static void Spread<T>(ConvolutionShape shape, T value, ReadOnlySpan<T> weights, Span<T> output, int image, int from, (int Y, int X) place)
        where T : struct, INumber<T>
    {
        var window = shape.Window;
        for (var channel = 0; channel < shape.OutputsOfGroup; channel++)
        {
            var to = (image * shape.Outputs) + (from / shape.ChannelsOfGroup * shape.OutputsOfGroup) + channel;
            for (var row = 0; row < window.Y.Size; row++)
            {
                for (var column = 0; column < window.X.Size; column++)
                {
                    var y = (place.Y * window.Y.Stride) + (row * window.Y.Dilation) - window.Y.Before;
                    var x = (place.X * window.X.Stride) + (column * window.X.Dilation) - window.X.Before;
                    if (y >= 0 && y < shape.OutputHeight && x >= 0 && x < shape.OutputWidth)
                        output[(((to * shape.OutputHeight) + y) * shape.OutputWidth) + x]
                            += value * weights[((((from * shape.OutputsOfGroup) + channel) * window.Y.Size) + row) * window.X.Size + column];
                }
            }
        }
    }
}
