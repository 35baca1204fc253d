using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Images;

/// <summary>
/// A microscope image: 32-bit floats, planar, axis order channel × height × width (rows from the top, columns from the left).
/// Values are those of the file or the camera, never rescaled in silence: an 8-bit file gives 0 to 255.
/// </summary>
public sealed class Image : IDisplayable
{
    /// <summary>More pixels than this in one image are refused before anything is allocated (4 bytes each: 1 GB).</summary>
    public const long MaximumPixels = 1L << 28;

    private readonly float[] values;

    /// <summary>An image over the given values, or a black one.</summary>
    /// <param name="channels">Number of channels, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="values">channels × height × width values, planar, kept without a copy; zeros when null.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public Image(int channels, int height, int width, float[]? values = null)
    {
        var count = Shape.Count(channels, height, width);
        if (values is not null && values.Length != count)
            throw new ArgumentException(
                $"An image of {channels} × {height} × {width} has {count} values, but {values.Length} were given.", nameof(values));
        this.values = values ?? new float[count];
        (Channels, Height, Width) = (channels, height, width);
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Side of a (square) pixel in micrometres; null when nobody recorded it.</summary>
    public double? PixelSize { get; init; }

    /// <summary>Where the image comes from: a file, a data set's sample, or the simulation and its seed.</summary>
    public string Provenance { get; init; } = "";

    /// <summary>All values, planar: channel × height × width.</summary>
    public ReadOnlySpan<float> Values => values;

    internal ReadOnlyMemory<float> Memory => values;

    /// <summary>One value.</summary>
    /// <param name="channel">0 to <see cref="Channels"/> − 1.</param>
    /// <param name="y">Row from the top.</param>
    /// <param name="x">Column from the left.</param>
    public float this[int channel, int y, int x] => Channel(channel)[Shape.Index(y, x, Height, Width)];

    /// <summary>One value of the first channel.</summary>
    public float this[int y, int x] => this[0, y, x];

    /// <summary>The values of one channel, row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public ReadOnlySpan<float> Channel(int channel)
    {
        if ((uint)channel >= (uint)Channels)
            throw new ArgumentOutOfRangeException(nameof(channel), $"Channel {channel} was asked for, but the channels of this image are 0 to {Channels - 1}.");
        return values.AsSpan(channel * Height * Width, Height * Width);
    }

    /// <summary>
    /// Reads an image file (PNG, TIFF, BMP, NPY or JPEG), recognised by its content; of a stack the first image, with all channels. Values are
    /// those of the file, never rescaled.
    /// </summary>
    /// <exception cref="ImageFormatException">The file is damaged or of a format that is not read.</exception>
    public static Image Read(string path) => ImageFile.Read(path);

    /// <summary>Reads all images of a file: the slices and time points of a TIFF stack, each with all its channels.</summary>
    /// <exception cref="ImageFormatException">The file is damaged or of a format that is not read.</exception>
    public static IReadOnlyList<Image> ReadPages(string path) => ImageFile.ReadPages(path);

    /// <summary>
    /// Writes a PNG, TIFF or NPY file, chosen by the ending of its name, with 8 (values 0 to 255), 16 (0 to 65,535) or, except in PNG, 32 bits
    /// (floats) per value. Nothing is rescaled or clipped. Only TIFF keeps the pixel size.
    /// </summary>
    /// <param name="path">The file; its name ends in .png, .tif, .tiff or .npy.</param>
    /// <param name="bitDepth">When null: 8 in PNG, in TIFF the first of 8, 16 and 32 that holds all values exactly, 32 in NPY.</param>
    /// <exception cref="ArgumentException">The values or the number of channels do not fit, or the name has another ending.</exception>
    public void Save(string path, int? bitDepth = null) => ImageFile.Write(this, path, bitDepth);

    /// <summary>A new image of one channel with the same size, pixel size and provenance.</summary>
    /// <param name="channelValues">height × width values, kept without a copy.</param>
    public Image Like(float[] channelValues) =>
        new(1, Height, Width, channelValues) { PixelSize = PixelSize, Provenance = Provenance };

    /// <summary>
    /// The image in one channel: a single channel as it is; colour as its luminance, 0.2125 R + 0.7154 G + 0.0721 B (ITU-R BT.709, the
    /// weights that scikit-image uses); a fourth channel (opacity) is left out; equal colour channels give back that channel exactly.
    /// </summary>
    /// <exception cref="InvalidOperationException">The image has two channels, or more than four.</exception>
    public Image ToGrey()
    {
        if (Channels == 1)
            return this;
        if (Channels is not (3 or 4))
            throw new InvalidOperationException(
                $"An image with {Channels} channels has no luminance: that takes 3 (red, green, blue) or 4. Pick one channel instead.");
        var grey = new float[Height * Width];
        ReadOnlySpan<float> red = Channel(0), green = Channel(1), blue = Channel(2);
        for (var i = 0; i < grey.Length; i++)
            grey[i] = red[i] == green[i] && green[i] == blue[i] ? red[i] : 0.2125f * red[i] + 0.7154f * green[i] + 0.0721f * blue[i];
        return Like(grey);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Image, {Width} × {Height} pixels, {Channels} channel{(Channels == 1 ? "" : "s")}{(PixelSize is { } size ? $", {size:0.###} µm per pixel" : "")}");

    /// <summary>The image as a PNG, its contrast stretched from the 0.1st to the 99.9th percentile.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).WithPng(PngEncoder.Preview(this));
}
