using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BioDL.Cli.Building;

/// <summary>Two fingerprints of the sources: a quick one from lengths and times, and a sure one from contents.</summary>
internal static class SourceStamp
{
    /// <summary>Differs as soon as a file is added, deleted, resized or written; reads no contents.</summary>
    public static string Quick(IReadOnlyList<SourceFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            Append(hash, file.Path, file.Length);
            Append(hash, file.ModifiedTicks);
        }

        return Name(hash);
    }

    /// <summary>Differs exactly when paths or contents differ: the same sources have the same fingerprint on every machine.</summary>
    public static string OfContents(string root, IReadOnlyList<SourceFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            var content = File.ReadAllBytes(Path.Combine(root, file.Path));
            Append(hash, file.Path, content.Length);
            hash.AppendData(content);
        }

        return Name(hash);
    }

    private static void Append(IncrementalHash hash, string path, long length)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
        Append(hash, length);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static string Name(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
}
