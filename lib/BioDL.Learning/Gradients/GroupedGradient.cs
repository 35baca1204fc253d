using BioDL.Learning.Kernels;

namespace BioDL.Learning.Gradients;

/// <summary>The gradients of a convolution in groups, written down as it is defined: each pair of pixels that met adds its product.</summary>
internal ref struct GroupedGradient(ConvolutionShape shape, ReadOnlySpan<float> kernel)
{
    private readonly ReadOnlySpan<float> kernel = kernel;

    /// <summary>The image on the larger side, or its gradient.</summary>
    public ReadOnlySpan<float> Large;

    /// <summary>The image on the smaller side, or its gradient.</summary>
    public ReadOnlySpan<float> Small;

    /// <summary>The gradient of the image; empty when not needed.</summary>
    public Span<float> Target;

    /// <summary>Whether that is the image on the larger side.</summary>
    public bool TargetIsLarge;

    /// <summary>The gradient of the weights; empty when not needed.</summary>
    public Span<float> Weights;

    public readonly void Run()
    {
        Target.Clear();
        Weights.Clear();
        for (var image = 0; image < shape.Images; image++)
        {
            for (var output = 0; output < shape.Outputs; output++)
            {
                for (var channel = 0; channel < shape.ChannelsOfGroup; channel++)
                    Pair(image, output, channel);
            }
        }
    }

    private readonly void Pair(int image, int output, int channel)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        var full = output / shape.OutputsOfGroup * shape.ChannelsOfGroup + channel;
        int largeStart = (image * shape.Channels + full) * shape.Height * shape.Width, smallStart = (image * shape.Outputs + output) * shape.OutputHeight * shape.OutputWidth;
        for (var tap = 0; tap < shape.Window.Size; tap++)
        {
            var place = (output * shape.ChannelsOfGroup + channel) * shape.Window.Size + tap;
            for (var n = 0; n < shape.OutputHeight * shape.OutputWidth; n++)
            {
                int row = n / shape.OutputWidth * y.Stride + tap / x.Size * y.Dilation - y.Before, column = n % shape.OutputWidth * x.Stride + tap % x.Size * x.Dilation - x.Before;
                if (row < 0 || row >= shape.Height || column < 0 || column >= shape.Width)
                    continue;
                int large = largeStart + row * shape.Width + column, small = smallStart + n;
                if (Weights.Length > 0)
                    Weights[place] += Large[large] * Small[small];
                if (Target.Length > 0 && TargetIsLarge)
                    Target[large] += kernel[place] * Small[small];
                else if (Target.Length > 0)
                    Target[small] += kernel[place] * Large[large];
            }
        }
    }
}
