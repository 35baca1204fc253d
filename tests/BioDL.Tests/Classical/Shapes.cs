using BioDL.Classical;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

/// <summary>Inputs and results of make_morphology.py.</summary>
internal static class Shapes
{
    public static readonly string[] MaskNames =
        ["discs", "noise20", "noise60", "noise90", "lines", "rings", "blobs", "empty", "full", "pixel", "row", "column", "thin"];

    public static readonly string[] ImageNames =
        ["cells", "plateaus", "noise", "ramp", "sixteenths", "row", "column", "pixel", "constant"];

    public static readonly string[] LabelNames = ["touching", "pixels", "dense", "empty", "full", "row", "column", "halves"];

    public static readonly string[] ContourNames = ["discs", "noise", "fine", "narrow", "two", "constant"];

    private static readonly Dictionary<string, (int First, int Height, int Width)> Index = ReadIndex();

    private static readonly int[] Bits = Of<int>("bits");

    public static T[] Of<T>(string name) where T : unmanaged => Fixture.Array<T>("morphology.npz", name);

    /// <summary>A mask that was stored as bits.</summary>
    public static Mask Mask(string name)
    {
        var (first, height, width) = Index[name];
        var values = new bool[height * width];
        for (var i = 0; i < values.Length; i++)
            values[i] = (Bits[first + i / 32] >> i % 32 & 1) != 0;
        return new Mask(height, width, values);
    }

    public static Image Image(string name, string kind = "image", string size = "size")
    {
        var shape = Of<int>($"{size}-{name}");
        return new Image(1, shape[0], shape[1], Of<float>($"{kind}-{name}"));
    }

    public static LabelImage Labels(string name)
    {
        var shape = Of<int>($"labelsize-{name}");
        return new LabelImage(shape[0], shape[1], Of<int>($"labels-{name}"));
    }

    public static TheoryData<string> Cases(IEnumerable<string> names) => [.. names];

    /// <summary>A footprint and its radius from a name such as Disk5.</summary>
    public static (Footprint Footprint, int Radius) Footprint(string name)
    {
        var letters = name.TakeWhile(char.IsLetter).Count();
        return (Enum.Parse<Footprint>(name[..letters]), int.Parse(name[letters..], System.Globalization.CultureInfo.InvariantCulture));
    }

    public static void Same(Mask expected, Mask found, string what)
    {
        Assert.Equal((expected.Height, expected.Width), (found.Height, found.Width));
        var wrong = Enumerable.Range(0, expected.Values.Length).Where(i => expected.Values[i] != found.Values[i]).ToList();
        Assert.True(wrong.Count == 0, wrong.Count == 0 ? "" :
            $"{what}: {wrong.Count} of {expected.Values.Length} pixels differ, the first in row {wrong[0] / expected.Width}, column {wrong[0] % expected.Width}.");
    }

    private static Dictionary<string, (int First, int Height, int Width)> ReadIndex()
    {
        var words = string.Concat(Of<int>("bit-names").Select(letter => (char)letter)).Split(' ');
        var index = new Dictionary<string, (int, int, int)>();
        for (int i = 0, first = 0; i < words.Length; i += 3)
        {
            int height = int.Parse(words[i + 1], null), width = int.Parse(words[i + 2], null);
            index.Add(words[i], (first, height, width));
            first += (height * width + 31) / 32;
        }
        return index;
    }
}
