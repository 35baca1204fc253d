namespace BioDL.Learning;

/// <summary>How the elements of a tensor lie in memory.</summary>
internal enum TensorLayout
{
    /// <summary>Row-major: the innermost axis is contiguous.</summary>
    Plain,

    /// <summary>
    /// (batch, channel, height, width) as [batch][channel / 16][height][width][16]: 16 neighbouring channels of one pixel lie together, one widest
    /// vector (or several narrower ones). Where the channels are no multiple of 16, the last block has lanes that hold anything; nobody reads them.
    /// Only Float32 tensors of four axes have this layout.
    /// </summary>
    Blocked16,
}

/// <summary>Arithmetic of layouts.</summary>
internal static class TensorLayouts
{
    /// <summary>Channels of a block.</summary>
    public const int Block = 16;

    /// <summary>Blocks that hold so many channels.</summary>
    public static int Blocks(int channels) => (channels + Block - 1) / Block;

    /// <summary>Elements in memory, padding included.</summary>
    public static int Count(this TensorLayout layout, TensorShape shape) => layout == TensorLayout.Plain
        ? shape.Count
        : checked(shape[0] * Blocks(shape[1]) * Block * shape[2] * shape[3]);
}
