using System.Text;

namespace BioDL.Tests.Models;

/// <summary>Changes files as accidents and attackers do.</summary>
internal static class Damage
{
    private static readonly string[] Pieces =
    [
        "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\t", "&a ", "*a", "!x ", "!!python/object ", "'", "\"", "|", ">", "#", "%", "@", "~", "null", ".inf", "-1", "0", "1e999", "99999999999999999999",
        "../", "/etc/passwd", "C:\\", "axes: ", "size: ", "{tensor_id: raw, axis_id: x}", "\u0000", "\uFFFD", "---\n", "...\n", "? ", "<<: *a",
    ];

    /// <summary>A text with one to four changes: bytes, pieces of YAML, lines left out, doubled, exchanged or indented, or its end missing.</summary>
    public static byte[] Text(Random random, byte[] source)
    {
        var bytes = source.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 1; changes--)
            Change(random, bytes);
        return [.. bytes];
    }

    /// <summary>Bytes with one to four bytes changed, left out or added, or their end missing.</summary>
    public static byte[] Bytes(Random random, byte[] source)
    {
        var bytes = source.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 1; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    for (var i = at; i < Math.Min(bytes.Count, at + 4); i++)
                        bytes[i] = 0xFF;
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }
        return [.. bytes];
    }

    private static void Change(Random random, List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        var start = bytes.LastIndexOf((byte)'\n', at) + 1;
        var end = bytes.IndexOf((byte)'\n', at) is >= 0 and var found ? found + 1 : bytes.Count;
        switch (random.Next(9))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(start, end - start);
                break;
            case 2:
                bytes.InsertRange(end, bytes.GetRange(start, end - start));
                break;
            case 3:
                bytes.InsertRange(start, Enumerable.Repeat((byte)' ', random.Next(1, 5)));
                break;
            case 4 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.RemoveAt(at);
                break;
            case 6:
                bytes[at] = (byte)(bytes[at] ^ 1);
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
        }
    }
}
