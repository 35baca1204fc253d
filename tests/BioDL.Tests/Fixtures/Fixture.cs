using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace BioDL.Tests.Fixtures;

/// <summary>The files of this folder, each made by independent programs; the make_*.py scripts say how.</summary>
internal static class Fixture
{
    private static readonly string Folder = Find();

    public static string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>One array of a NumPy archive (.npz), in C order.</summary>
    public static T[] Array<T>(string archive, string name) where T : unmanaged
    {
        using var zip = ZipFile.OpenRead(Path(archive));
        using var stream = (zip.GetEntry(name + ".npy") ?? throw new FileNotFoundException($"{archive} has no array {name}.")).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var all = bytes.ToArray();
        var start = 10 + BitConverter.ToUInt16(all, 8);
        var header = Encoding.ASCII.GetString(all, 10, start - 10);
        var kind = default(T) switch { float => "'<f4'", double => "'<f8'", int => "'<i4'", bool => "'|b1'", _ => "?" };
        if (!header.Contains(kind, StringComparison.Ordinal) || header.Contains("True", StringComparison.Ordinal))
            throw new InvalidDataException($"{archive}, {name}: {header}, expected {kind} in C order.");
        return MemoryMarshal.Cast<byte, T>(all.AsSpan(start)).ToArray();
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "BioDL.Tests", "Fixtures");
            if (Directory.Exists(candidate))
                return candidate;
        }
        throw new DirectoryNotFoundException("tests/BioDL.Tests/Fixtures was not found above the test assembly.");
    }
}
