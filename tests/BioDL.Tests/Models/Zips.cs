using System.IO.Compression;
using System.Text;

namespace BioDL.Tests.Models;

/// <summary>Makes zip archives, also such as no honest program makes.</summary>
internal static class Zips
{
    /// <summary>An archive with the given entries, in their order.</summary>
    public static byte[] Of(params IEnumerable<(string Name, byte[] Content)> entries) => Of(entries.Select(entry => (entry.Name, entry.Content, 0)));

    /// <summary>An archive whose entries have the given attributes.</summary>
    public static byte[] Of(IEnumerable<(string Name, byte[] Content, int Attributes)> entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content, attributes) in entries)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = attributes;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return memory.ToArray();
    }

    /// <summary>The same archive, its table of contents and headers stating another size for the one file of a given size.</summary>
    public static byte[] WithStatedSize(byte[] archive, int size, int stated)
    {
        var changed = (byte[])archive.Clone();
        for (var at = 0; at <= changed.Length - 4; at++)
        {
            if (BitConverter.ToInt32(changed, at) == size)
                BitConverter.TryWriteBytes(changed.AsSpan(at), stated);
        }
        return changed;
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
