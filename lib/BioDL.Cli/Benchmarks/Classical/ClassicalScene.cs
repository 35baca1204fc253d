using System.Runtime.InteropServices;
using BioDL.Classical;
using BioDL.Images;
using BioDL.Simulation;
using static BioDL.Classical.Thresholds;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>
/// What both sides work on: one simulated field of crowded nuclei with its mask, labels and seeds, repeated in mirror images up to the size that is
/// asked for.
/// </summary>
internal sealed class ClassicalScene
{
    private const int TileSide = 512;

    private ClassicalScene(Image image, LabelImage truth)
    {
        (Image, Truth) = (image, truth);
        Smooth = image.Gaussian(1);
        Mask = Smooth.Threshold(Otsu);
        Distance = Mask.Distance();
        Seeds = Distance.Gaussian(1).Peaks(minimumDistance: 5, above: 0);
        Landscape = Distance.Like(Array.ConvertAll(Distance.Values.ToArray(), value => -value));
        Labels = Mask.Watershed();
        Eroded = Image.Erode(8);
    }

    /// <summary>Grey values as a camera gives them (whole numbers).</summary>
    public Image Image { get; }

    /// <summary>The exact labels.</summary>
    public LabelImage Truth { get; }

    /// <summary>The image after a Gaussian of 1 pixel.</summary>
    public Image Smooth { get; }

    /// <summary>What Otsu's threshold leaves of it.</summary>
    public Mask Mask { get; }

    /// <summary>Distance to the edge of the mask.</summary>
    public Image Distance { get; }

    /// <summary>Its negative: nuclei are valleys.</summary>
    public Image Landscape { get; }

    /// <summary>The peaks of the distance.</summary>
    public LabelImage Seeds { get; }

    /// <summary>Objects after the watershed.</summary>
    public LabelImage Labels { get; }

    /// <summary>The image after an erosion by which most nuclei disappear: a marker.</summary>
    public Image Eroded { get; }

    public static ClassicalScene OfSide(int side)
    {
        var tile = (FluorescenceNuclei.Crowded with { Width = TileSide, Height = TileSide }).Render(seed: 5);
        var values = new float[side * side];
        var labels = new int[side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                int row = Mirror(y), column = Mirror(x);
                values[y * side + x] = tile.Image[row, column];
                var label = tile.Labels[row, column];
                labels[y * side + x] = label == 0 ? 0 : (y / TileSide * (side / TileSide) + x / TileSide) * (tile.Labels.Maximum + 1) + label;
            }
        }
        return new ClassicalScene(new Image(1, side, side, values) { PixelSize = tile.Image.PixelSize }, new LabelImage(side, side, labels));
    }

    /// <summary>Writes everything as raw little-endian arrays for the peer.</summary>
    public void Write(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "image.f32"), MemoryMarshal.AsBytes(Image.Values));
        File.WriteAllBytes(Path.Combine(folder, "smooth.f32"), MemoryMarshal.AsBytes(Smooth.Values));
        File.WriteAllBytes(Path.Combine(folder, "eroded.f32"), MemoryMarshal.AsBytes(Eroded.Values));
        File.WriteAllBytes(Path.Combine(folder, "distance.f32"), MemoryMarshal.AsBytes(Distance.Values));
        File.WriteAllBytes(Path.Combine(folder, "landscape.f32"), MemoryMarshal.AsBytes(Landscape.Values));
        File.WriteAllBytes(Path.Combine(folder, "mask.u8"), MemoryMarshal.AsBytes(Mask.Values));
        File.WriteAllBytes(Path.Combine(folder, "seeds.i32"), MemoryMarshal.AsBytes(Seeds.Values));
        File.WriteAllBytes(Path.Combine(folder, "labels.i32"), MemoryMarshal.AsBytes(Labels.Values));
        File.WriteAllBytes(Path.Combine(folder, "truth.i32"), MemoryMarshal.AsBytes(Truth.Values));
    }

    private static int Mirror(int position) =>
        position / TileSide % 2 == 0 ? position % TileSide : TileSide - 1 - position % TileSide;
}
