namespace BioDL.Images;

/// <summary>
/// What stands in the pixels that padding adds; the modes of <c>numpy.pad</c>. Examples add three pixels on both sides of 1 2 3 4.
/// </summary>
public enum Padding
{
    /// <summary>One given value: 0 0 0 | 1 2 3 4 | 0 0 0.</summary>
    Constant,

    /// <summary>The outermost pixel goes on: 1 1 1 | 1 2 3 4 | 4 4 4.</summary>
    Edge,

    /// <summary>Mirrored at the centre of the outermost pixel, which is not repeated: 4 3 2 | 1 2 3 4 | 3 2 1.</summary>
    Reflect,

    /// <summary>Mirrored at the edge, so that the outermost pixel stands twice: 3 2 1 | 1 2 3 4 | 4 3 2.</summary>
    Symmetric,

    /// <summary>The other side follows: 2 3 4 | 1 2 3 4 | 1 2 3.</summary>
    Wrap,
}
