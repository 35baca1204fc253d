using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BioDL.Tests.Images;

/// <summary>Makes and damages PNG files, with lines that share nothing with the code under test.</summary>
internal static class PngFiles
{
    /// <summary>A file of the named chunks: a grey 8-bit image of 2 × 2 pixels, each IDAT carrying one half of the data.</summary>
    public static byte[] Of(string[] chunks)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write([0, 1, 2, 0, 3, 4]);
        var data = packed.ToArray();
        var parts = chunks.Count(name => name == "IDAT");
        var file = new List<byte> { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };
        var half = 0;
        foreach (var name in chunks)
        {
            byte[] content = name switch
            {
                "IHDR" => [0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0],
                "IDAT" when parts == 1 => data,
                "IDAT" => half++ == 0 ? data[..4] : data[4..],
                "PLTE" => [1, 2, 3],
                _ => [],
            };
            file.AddRange(BigEndian(content.Length));
            byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
            file.AddRange(body);
            file.AddRange(BigEndian((int)Crc(body)));
        }
        return [.. file];
    }

    /// <summary>Writes right checksums into every chunk that lies within the file.</summary>
    public static void RepairChecksums(byte[] file)
    {
        for (long offset = 8; offset + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)offset));
            if (offset + 12 + length > file.Length)
                return;
            var body = file.AsSpan((int)offset + 4, (int)length + 4);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)(offset + 8 + length)), Crc(body));
            offset += 12 + length;
        }
    }

    /// <summary>One to four faults: a byte changed, cut off, doubled, or a stretch copied over another.</summary>
    public static byte[] Mutate(byte[] original, Random random)
    {
        var file = original.ToList();
        for (var faults = random.Next(1, 5); faults > 0 && file.Count > 1; faults--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(6))
            {
                case 0:
                    file.RemoveRange(at, file.Count - at);
                    break;
                case 1:
                    file.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    var from = random.Next(file.Count);
                    for (var i = 0; i < 8 && Math.Max(at, from) + i < file.Count; i++)
                        file[at + i] = file[from + i];
                    break;
                default:
                    file[at] = (byte)random.Next(256);
                    break;
            }
        }
        return [.. file];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>CRC-32 bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }
        return ~crc;
    }
}
