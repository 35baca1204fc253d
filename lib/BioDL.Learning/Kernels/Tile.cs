namespace BioDL.Learning.Kernels;

/// <summary>One element of a convolution's kernel: where its numbers lie.</summary>
/// <param name="Input">From the tile's input to the pixel that this tap reads for the tile's first pixel, in floats.</param>
/// <param name="Weights">From the tile's weights to those of this tap, in floats: 16 output channels for each input channel.</param>
/// <param name="Skip">The pixel of the tile that it leaves out.</param>
internal readonly record struct Tap(nint Input, nint Weights, TapSkip Skip = TapSkip.None);

/// <summary>Which pixel of a tile a tap leaves out, because it would read beside the image.</summary>
internal enum TapSkip
{
    /// <summary>None.</summary>
    None,

    /// <summary>The first.</summary>
    First,

    /// <summary>The last.</summary>
    Last,
}

/// <summary>What a tile kernel computes: 16 output channels of some neighbouring pixels, summed over taps and input channels.</summary>
internal unsafe struct Tile
{
    /// <summary>What the taps' positions count from.</summary>
    public float* Input;

    /// <summary>The taps to sum over.</summary>
    public Tap* Taps;

    /// <summary>Number of taps; may be 0.</summary>
    public int TapCount;

    /// <summary>Input channels that each tap sums over.</summary>
    public int Channels;

    /// <summary>Floats from one input channel to the next.</summary>
    public nint ChannelPitch;

    /// <summary>What the taps' weights count from.</summary>
    public float* Weights;

    /// <summary>What the sums start with: 16 numbers for each pixel, or the bias for all.</summary>
    public float* Start;

    /// <summary>Floats from one pixel's start to the next: 16, or 0 for the bias.</summary>
    public nint StartPitch;

    /// <summary>Where the sums go: 16 numbers for each pixel.</summary>
    public float* Output;
}

/// <summary>Floats from one pixel that a tile reads to the next, known when the kernel is compiled.</summary>
internal interface ITilePitch
{
    /// <summary>The distance.</summary>
    static abstract int Floats { get; }
}

/// <summary>Neighbouring pixels of a blocked input.</summary>
internal readonly struct BlockedPitch : ITilePitch
{
    public static int Floats => 16;
}

/// <summary>Every second pixel of a blocked input.</summary>
internal readonly struct BlockedPitchOfTwo : ITilePitch
{
    public static int Floats => 32;
}

/// <summary>Neighbouring pixels of a plain input.</summary>
internal readonly struct PlainPitch : ITilePitch
{
    public static int Floats => 1;
}

/// <summary>Every second pixel of a plain input.</summary>
internal readonly struct PlainPitchOfTwo : ITilePitch
{
    public static int Floats => 2;
}

/// <summary>A tile kernel for each pitch.</summary>
internal sealed unsafe class TileKernel(
    int pixels, delegate*<Tile*, void> blocked, delegate*<Tile*, void> blockedOfTwo, delegate*<Tile*, void> plain, delegate*<Tile*, void> plainOfTwo)
{
    /// <summary>Pixels of a tile.</summary>
    public int Pixels { get; } = pixels;

    /// <summary>The function for an input layout and a stride of 1 or 2.</summary>
    public delegate*<Tile*, void> For(bool isBlocked, int stride) => isBlocked
        ? stride == 1 ? blocked : blockedOfTwo
        : stride == 1 ? plain : plainOfTwo;

    /// <summary>The kernels of a path, the widest first.</summary>
    public static TileKernel[] Of(SimdPath path) => path switch
    {
        SimdPath.Avx512 => TilesAvx512.Kernels,
        SimdPath.Avx2 => TilesAvx2.Kernels,
        _ => TilesPortable.Kernels,
    };
}
