using System.Security.Cryptography;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// The file of a pixel classifier, version 1, little-endian: the letters BIODLPXC, the version (32 bits), then what is written below, and last the SHA-256 of all before it.
/// Counts have 32 bits. Nothing is believed: counts are compared with the bytes that are left before anything is allocated, and every tree is walked.
/// </summary>
internal static class PixelClassifierFile
{
    public const int Version = 1;
    private const int LargestFile = 1 << 30, MostScales = 64;

    private static ReadOnlySpan<byte> Magic => "BIODLPXC"u8;

    public static byte[] Encode(PixelClassifierParts parts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Magic);
        writer.Write(Version);
        WriteFeatures(writer, parts);
        writer.Write(parts.Classes.Count);
        foreach (var each in parts.Classes)
        {
            writer.Write(each.Name);
            writer.Write(each.Strokes);
            writer.Write(each.Pixels);
        }
        writer.Write(parts.Forest.OutOfBagError);
        writer.Write(parts.StrokeOutOfBagError ?? double.NaN);
        ForestFile.Write(writer, parts);
        writer.Flush();
        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        writer.Flush();
        return bytes.ToArray();
    }

    public static PixelClassifierParts Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (name, length) = (Path.GetFileName(path), new FileInfo(path).Length);
        if (length > LargestFile)
            throw new ImageFormatException(name, 0, $"a file of {length:N0} bytes", $"a pixel classifier in at most {LargestFile:N0}");
        return Decode(File.ReadAllBytes(path), name);
    }

    public static PixelClassifierParts Decode(byte[] file, string name)
    {
        if (!file.AsSpan().StartsWith(Magic) || file.Length < Magic.Length + 4)
            throw new ImageFormatException(name, 0, FileFormats.Describe(file), "a pixel classifier that Save wrote");
        var version = BitConverter.ToInt32(file, Magic.Length);
        if (version != Version)
            throw new ImageFormatException(name, Magic.Length, $"a pixel classifier of version {version}", $"version {Version}; train it anew, or use the release of BioDL that wrote it");
        var end = file.Length - SHA256.HashSizeInBytes;
        if (end < Magic.Length + 4 || !SHA256.HashData(file.AsSpan(0, end)).AsSpan().SequenceEqual(file.AsSpan(end)))
            throw new ImageFormatException(name, Math.Max(0, end), "another checksum than that of the content", "a whole, unchanged file; copy it again, or train anew");
        var reader = new BoundedReader(file.AsMemory(Magic.Length + 4, end - Magic.Length - 4), Magic.Length + 4, name);
        var (features, channels) = ReadFeatures(reader);
        var classes = ReadClasses(reader);
        var (error, strokeError) = (reader.Number(), reader.Number());
        var parts = ForestFile.Read(reader, features, channels, classes, error, strokeError);
        return reader.Left == 0 ? parts : throw reader.Fault($"{reader.Left} more bytes", "the end of the classifier");
    }

    private static void WriteFeatures(BinaryWriter writer, PixelClassifierParts parts)
    {
        writer.Write(parts.Channels);
        writer.Write(parts.Features.Scales.Count);
        foreach (var scale in parts.Features.Scales)
            writer.Write(scale);
        writer.Write(parts.Features.InMicrometres ? 1 : 0);
        writer.Write(parts.Features.Kinds.Count);
        foreach (var kind in parts.Features.Kinds)
            writer.Write((int)kind);
    }

    private static (PixelFeatures Features, int Channels) ReadFeatures(BoundedReader reader)
    {
        var channels = reader.Count(PixelFeatures.MaximumFeatures, 0, "channels");
        double[] scales = [.. Enumerable.Range(0, reader.Count(MostScales, 8, "scales")).Select(_ => reader.Number())];
        var isInMicrometres = reader.Count(1, 0, "0 or 1 for the unit of scales", fewest: 0) == 1;
        PixelFeatureKind[] kinds = [.. Enumerable.Range(0, reader.Count(6, 4, "kinds of features")).Select(_ => (PixelFeatureKind)reader.Count(5, 0, "a kind of feature", fewest: 0))];
        var features = new PixelFeatures { Scales = scales, InMicrometres = isInMicrometres, Kinds = kinds };
        try
        {
            features.Check(channels);
        }
        catch (ArgumentException fault)
        {
            throw reader.Fault("features without sense (" + fault.Message.TrimEnd('.') + ")", "those of a pixel classifier");
        }
        return (features, channels);
    }

    private static ScribbledClass[] ReadClasses(BoundedReader reader)
    {
        var classes = new ScribbledClass[reader.Count(RandomForest.MaximumClasses, 9, "classes", fewest: 2)];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = new ScribbledClass(reader.Text(Scribbles.LongestName), reader.Count(int.MaxValue, 0, "strokes"), reader.Count(int.MaxValue, 0, "pixels"));
        return classes.Select(each => each.Name).Distinct(StringComparer.Ordinal).Count() == classes.Length ? classes : throw reader.Fault("two classes of one name", "different names");
    }
}
