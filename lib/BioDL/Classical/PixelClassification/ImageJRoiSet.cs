using System.IO.Compression;

namespace BioDL.Classical;

/// <summary>A RoiSet.zip of ImageJ's ROI Manager: one .roi per region, named as the region.</summary>
internal static class ImageJRoiSet
{
    private const int LargestRegion = 1 << 24;
    private const long LargestWhole = 1 << 28;

    public static IReadOnlyList<ScribbleShape> Decode(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > ScribbleFile.MostShapes)
            throw new InvalidDataException($"found {zip.Entries.Count:N0} entries, expected at most {ScribbleFile.MostShapes:N0}");
        var shapes = new List<ScribbleShape>();
        var left = LargestWhole;
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".roi", StringComparison.OrdinalIgnoreCase)))
        {
            var region = Unpack(entry, Math.Min(LargestRegion, left));
            left -= region.Length;
            shapes.Add(ImageJRoi.Decode(region, Path.GetFileNameWithoutExtension(entry.Name)));
        }
        return shapes.Count > 0 ? shapes : throw new InvalidDataException(
            $"found {zip.Entries.Count} entries and none that ends in .roi, expected a RoiSet.zip, as ImageJ's ROI Manager saves it");
    }

    /// <summary>Reads no further than the limit, whatever the archive says: a few kilobytes can unpack to gigabytes.</summary>
    private static byte[] Unpack(ZipArchiveEntry entry, long most)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 15];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > most)
                throw new InvalidDataException($"found a region that unpacks to more than {most:N0} bytes, expected regions of ImageJ");
        }
        return bytes.ToArray();
    }
}
