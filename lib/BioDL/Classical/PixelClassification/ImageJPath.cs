using System.Buffers.Binary;

namespace BioDL.Classical;

/// <summary>
/// ImageJ's composite regions, which its selection brush makes: floats after the header, each segment a kind (0 move, 1 line, 2 and 3 curves, 4 close) and its points.
/// </summary>
internal static class ImageJPath
{
    private const int Header = 64, PiecesPerCurve = 8, MostFloats = 2_000_000;

    public static IReadOnlyList<(double X, double Y)[]> Decode(ReadOnlySpan<byte> file, int floats, string name)
    {
        if (floats > MostFloats || Header + 4L * floats > file.Length)
            throw new InvalidDataException($"found a path of {floats:N0} numbers and {file.Length:N0} bytes in region '{name}', expected a path that fits into the file");
        var rings = new List<(double X, double Y)[]>();
        var ring = new List<(double X, double Y)>();
        for (var i = 0; i < floats;)
        {
            var kind = Number(file, i++);
            var points = kind switch { 0 or 1 => 1, 2 => 2, 3 => 3, 4 => 0, _ => throw Unknown(kind, name) };
            if (i + 2 * points > floats || kind is 1 or 2 or 3 && ring.Count == 0)
                throw new InvalidDataException($"found a path that breaks off or does not start in region '{name}', expected whole rings");
            var segment = new (double X, double Y)[points];
            for (var point = 0; point < points; point++, i += 2)
                segment[point] = (Number(file, i), Number(file, i + 1));
            if (kind is 0 or 4)
                Close(ring, rings);
            if (kind < 2)
                ring.Add(segment[0]);
            else if (kind < 4)
                Bend(ring, segment);
        }
        Close(ring, rings);
        return rings.Count > 0 ? rings : throw new InvalidDataException($"found an empty path in region '{name}', expected at least one ring");
    }

    private static void Close(List<(double X, double Y)> ring, List<(double X, double Y)[]> rings)
    {
        if (ring.Count > 0)
            rings.Add([.. ring]);
        ring.Clear();
    }

    /// <summary>A Bézier curve in straight pieces, by de Casteljau's construction.</summary>
    private static void Bend(List<(double X, double Y)> ring, (double X, double Y)[] control)
    {
        (double X, double Y)[] all = [ring[^1], .. control];
        for (var piece = 1; piece <= PiecesPerCurve; piece++)
        {
            var t = piece / (double)PiecesPerCurve;
            (double X, double Y)[] level = [.. all];
            for (var left = level.Length - 1; left > 0; left--)
            {
                for (var i = 0; i < left; i++)
                    level[i] = (level[i].X + t * (level[i + 1].X - level[i].X), level[i].Y + t * (level[i + 1].Y - level[i].Y));
            }
            ring.Add(level[0]);
        }
    }

    private static InvalidDataException Unknown(float kind, string name) => new($"found a segment of kind {kind} in region '{name}', expected 0 to 4");

    private static float Number(ReadOnlySpan<byte> file, int index) => BinaryPrimitives.ReadSingleBigEndian(file[(Header + 4 * index)..]);
}
