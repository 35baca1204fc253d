namespace BioDL.Learning.Kernels;

/// <summary>The sizes of a convolution, forward or transposed.</summary>
/// <param name="Images">Images of the batch.</param>
/// <param name="Channels">Input channels.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="OutputHeight">Rows of the output.</param>
/// <param name="OutputWidth">Columns of the output.</param>
/// <param name="Groups">Groups that channels are cut into; each output channel reads the input channels of its own group.</param>
/// <param name="Window">The kernel. Of a transposed convolution it slides over the output.</param>
internal sealed record ConvolutionShape(
    int Images, int Channels, int Height, int Width, int Outputs, int OutputHeight, int OutputWidth, int Groups, Window Window)
{
    /// <summary>Input channels of a group.</summary>
    public int ChannelsOfGroup => Channels / Groups;

    /// <summary>Output channels of a group.</summary>
    public int OutputsOfGroup => Outputs / Groups;

    /// <summary>
    /// Of a transposed convolution of stride 1 the forward one that computes the same, with the kernel turned by half a circle. Elements of the kernel
    /// must be neighbours.
    /// </summary>
    public ConvolutionShape Turned() => this with { Window = new Window(Turned(Window.Y), Turned(Window.X)) };

    private static WindowAxis Turned(WindowAxis axis) => axis with { Before = axis.Size - 1 - axis.Before, After = axis.Size - 1 - axis.After };
}
