using System.Buffers.Binary;
using System.Text;

namespace BioDL.Classical;

/// <summary>
/// Regions of ImageJ (.roi), big-endian: a header of 64 bytes with type, box and number of points, the points from the box's corner in whole pixels and, where flagged,
/// again as floats; a second header tells name, group and stroke width. As ImageJ's own RoiDecoder, version 1.53, reads them.
/// </summary>
internal static class ImageJRoi
{
    private const int Header = 64, MostPoints = 1_000_000;
    private const int Polygon = 0, Rectangle = 1, Oval = 2, Line = 3, FreeLine = 4, PolyLine = 5, FreeHand = 7, Traced = 8, Angle = 9, Point = 10;
    private const int SubPixel = 128;

    public static bool IsRoi(ReadOnlySpan<byte> file) => file.StartsWith("Iout"u8);

    /// <exception cref="InvalidDataException">The bytes are damaged, or a region of a kind that is no scribble.</exception>
    public static ScribbleShape Decode(ReadOnlySpan<byte> file, string name)
    {
        if (!IsRoi(file) || file.Length < Header)
            throw new InvalidDataException($"found {file.Length} bytes in region '{name}', expected at least the {Header} of an ImageJ region");
        name = NameOf(file, Second(file)) ?? name;
        var type = file[6];
        var subtype = Short(file, 48);
        // A text (1) or an image (4) marks nothing; an arrow (2) is a line.
        if (subtype is 1 or 4)
            throw new InvalidDataException($"found a {(subtype == 1 ? "text" : "picture")} as region '{name}', expected a line, an area or points. Delete it in ImageJ's ROI Manager");
        var className = ClassOf(file, name);
        if (Int(file, 36) > 0)
            return new ScribbleShape(className, ScribbleForm.Area, ImageJPath.Decode(file, Int(file, 36), name));
        var isFine = (Short(file, 50) & SubPixel) != 0 && Short(file, 4) >= 222;
        var width = StrokeWidth(file);
        (double X, double Y)[] corners = [(Short(file, 10), Short(file, 8)), (Short(file, 14), Short(file, 12))];
        if (type is Oval && isFine && Short(file, 4) >= 223)
            corners = [(Float(file, 18), Float(file, 22)), ((double)Float(file, 18) + Float(file, 26), (double)Float(file, 22) + Float(file, 30))];
        switch (type)
        {
            case Rectangle:
                return new ScribbleShape(className, ScribbleForm.Area, [[corners[0], (corners[1].X, corners[0].Y), corners[1], (corners[0].X, corners[1].Y)]]);
            case Oval:
                return new ScribbleShape(className, ScribbleForm.Oval, [corners]);
            case Line:
                return LineOf(className, [(Float(file, 18), Float(file, 22)), (Float(file, 26), Float(file, 30))], width);
            case FreeLine or PolyLine or Angle:
                return LineOf(className, Points(file, name, corners[0], isFine), width);
            case Point:
                return new ScribbleShape(className, ScribbleForm.Points, [Points(file, name, corners[0], isFine)]);
            case Polygon or FreeHand or Traced:
                return new ScribbleShape(className, ScribbleForm.Area, [Points(file, name, corners[0], isFine)]);
            default:
                throw new InvalidDataException($"found type {type} in region '{name}', expected one of ImageJ's 0 to 10 but 6");
        }
    }

    /// <summary>ImageJ draws thin lines through the pixels of their points, and wide ones around the centres of these pixels.</summary>
    private static ScribbleShape LineOf(string className, (double X, double Y)[] points, double width) =>
        new(className, ScribbleForm.Line, [width > 1 ? Array.ConvertAll(points, point => (point.X + 0.5, point.Y + 0.5)) : points], width) { EndsFlat = true };

    private static (double X, double Y)[] Points(ReadOnlySpan<byte> file, string name, (double X, double Y) corner, bool isFine)
    {
        long count = (ushort)Short(file, 16);
        count = count == 0 ? Int(file, 18) : count;
        if (count is < 1 or > MostPoints || Header + count * (isFine ? 12 : 4) > file.Length)
            throw new InvalidDataException($"found {count:N0} points and {file.Length:N0} bytes in region '{name}', expected 1 to {MostPoints:N0} points that fit into the file");
        var points = new (double X, double Y)[count];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = isFine
                ? (Float(file, Header + 4 * ((int)count + i)), Float(file, Header + 4 * (2 * (int)count + i)))
                : (corner.X + Short(file, Header + 2 * i), corner.Y + Short(file, Header + 2 * ((int)count + i)));
        }
        return points;
    }

    /// <summary>The group, where there is one, or the name without the number at its end.</summary>
    private static string ClassOf(ReadOnlySpan<byte> file, string name)
    {
        var second = Second(file);
        if (second > 0 && second + 30 < file.Length && file[second + 30] is > 0 and var group)
            return $"group {group}";
        var stem = name.TrimEnd("0123456789 -_.#()".ToCharArray()).Trim();
        return stem.Length is > 0 and <= Scribbles.LongestName ? stem : throw new InvalidDataException(
            $"found no class for region '{(name.Length > 40 ? name[..40] + "…" : name)}', expected a group, or a name such as nucleus-1. Rename the region in ImageJ's ROI Manager, or give it a group");
    }

    private static string? NameOf(ReadOnlySpan<byte> file, int second)
    {
        if (second <= 0 || second + 24 > file.Length)
            return null;
        int offset = Int(file, second + 16), length = Int(file, second + 20);
        return offset > 0 && length is > 0 and <= 1000 && offset <= file.Length - 2 * length
            ? Encoding.BigEndianUnicode.GetString(file.Slice(offset, 2 * length)) : null;
    }

    private static double StrokeWidth(ReadOnlySpan<byte> file)
    {
        var second = Second(file);
        var width = second > 0 && second + 40 <= file.Length ? Float(file, second + 36) : 0;
        return width > 0 ? width : Math.Max((short)1, Short(file, 34));
    }

    private static int Second(ReadOnlySpan<byte> file) => Int(file, 60) is var offset && offset >= Header && offset <= file.Length - 24 ? offset : 0;

    private static short Short(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadInt16BigEndian(file[offset..]);

    private static int Int(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadInt32BigEndian(file[offset..]);

    private static float Float(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadSingleBigEndian(file[offset..]);
}
