namespace BioDL.Learning.Kernels;

/// <summary>How a window slides along one axis of an image.</summary>
/// <param name="Size">Elements of the window.</param>
/// <param name="Stride">Distance from one position to the next.</param>
/// <param name="Dilation">Distance of the window's elements from each other.</param>
/// <param name="Before">Padding before the image's first element.</param>
/// <param name="After">Padding after its last.</param>
internal readonly record struct WindowAxis(int Size, int Stride, int Dilation, int Before, int After)
{
    /// <summary>An axis that nothing happens along.</summary>
    public static WindowAxis None { get; } = new(1, 1, 1, 0, 0);

    /// <summary>Elements of the image that the window spans.</summary>
    public int Span => checked(((Size - 1) * Dilation) + 1);

    /// <summary>Positions of the window along an image of so many elements.</summary>
    public int Positions(int length) => (int)Math.Max(Math.DivRem((long)length + Before + After - Span, Stride, out var rest) + (rest < 0 ? 0 : 1), 0);
}

/// <summary>A window that slides over an image.</summary>
internal readonly record struct Window(WindowAxis Y, WindowAxis X)
{
    /// <summary>Elements of the window.</summary>
    public int Size => Y.Size * X.Size;
}
