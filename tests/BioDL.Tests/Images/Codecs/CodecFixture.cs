using System.Globalization;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Images.Codecs;

/// <summary>One image of a file below Fixtures/codecs, as index.csv describes it.</summary>
internal sealed record CodecFixture(string File, int Number, int Channels, int Height, int Width, double? PixelSize, float Tolerance, string Expected)
{
    public static IReadOnlyList<CodecFixture> All { get; } = [.. System.IO.File.ReadLines(Fixture.Path("codecs/index.csv")).Skip(1).Select(Parse)];

    public string FullPath => Fixture.Path($"codecs/{File}");

    public static string[] Files(params string[] endings) =>
        [.. All.Select(fixture => fixture.FullPath).Distinct().Where(path => endings.Contains(Path.GetExtension(path)))];

    public float[] Values() => Fixture.Array<float>("codecs/expected.npz", Expected);

    private static CodecFixture Parse(string line)
    {
        var cells = line.Split(',');
        int Number(int n) => int.Parse(cells[n], CultureInfo.InvariantCulture);
        return new CodecFixture(cells[0], Number(1), Number(2), Number(3), Number(4),
            cells[5].Length > 0 ? double.Parse(cells[5], CultureInfo.InvariantCulture) : null, Number(6), cells[7]);
    }
}
