using System.Security.Cryptography;

namespace BioDL.Data;

/// <summary>A file that is being fetched. It stays for a later attempt unless it was moved or discarded.</summary>
internal sealed class PartialFile(FileStream stream, string folder) : IDisposable
{
    /// <summary>No second writer; on Windows, an open file can be renamed only when deleting is shared.</summary>
    public static readonly FileShare Exclusive = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>How much is here.</summary>
    public long Length => stream.Length;

    /// <summary>Appends.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write(bytes);
            stream.Flush();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(folder, fault);
        }
    }

    /// <summary>Starts over.</summary>
    public void Clear() => StorageException.Guard(folder, () =>
    {
        stream.SetLength(0);
        return true;
    });

    /// <summary>The content from its beginning; belongs to this file and is not to be closed.</summary>
    public Stream Content()
    {
        stream.Seek(0, SeekOrigin.Begin);
        return stream;
    }

    /// <summary>The checksum of all that is here, in lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Content()));

    /// <summary>
    /// Gives the file its final name. It is still held while that happens: on closing it first, another process could take hold of it and
    /// write into what has become a finished file.
    /// </summary>
    public void MoveTo(string path)
    {
        if (new FileInfo(path) is { Exists: true } there && there.Length == Length)
            Discard();
        else
            File.Move(stream.Name, path, overwrite: true);
    }

    /// <summary>Removes the file.</summary>
    public void Discard() => File.Delete(stream.Name);

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // Left-over bytes that the disk does not take: the part is shorter, and a later attempt continues it.
        }
    }
}
