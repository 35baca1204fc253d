using System.IO.Compression;

namespace BioDL.Data;

/// <summary>
/// Takes from an archive (.tar.gz of a commit) what manifests list, into the cache. Only plain files count, and only under exactly the name
/// that is expected; nothing is ever written under a name of the archive's, so climbing paths and links lead nowhere.
/// </summary>
internal static class ArchiveReader
{
    /// <summary>Takes the wanted files.</summary>
    /// <param name="archive">The compressed archive.</param>
    /// <param name="wanted">The wanted files, by their full names in the archive.</param>
    /// <param name="cache">Gets them, each verified.</param>
    /// <param name="mostBytes">Unpacked, the archive is read no further than this.</param>
    /// <param name="cancellation">Stops between two entries.</param>
    /// <returns>Why the archive could not be read to its end, or null when it could or did not need to be.</returns>
    /// <exception cref="StorageException">The cache cannot be written.</exception>
    public static string? Take(
        Stream archive, IReadOnlyDictionary<string, DatasetFile> wanted, FileCache cache, long mostBytes, CancellationToken cancellation)
    {
        var open = new HashSet<string>(wanted.Keys, StringComparer.Ordinal);
        try
        {
            using var unpacked = new BoundedStream(new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true), mostBytes);
            var entries = new TarEntries(unpacked);
            while (open.Count > 0 && entries.Next())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!entries.IsFile || !open.Contains(entries.Name) || wanted[entries.Name] is var file && entries.Size != file.Bytes)
                    continue;
                if (cache.Find(file) is not null || cache.Add(file, entries.ReadContent()))
                    open.Remove(entries.Name);
            }
            return open.Count == 0 ? null : $"holds {wanted.Count - open.Count} of the {wanted.Count} files";
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return fault is EndOfStreamException ? "is cut short" : $"cannot be read: {fault.Message.TrimEnd('.')}";
        }
    }

    /// <summary>Ends with an error when more is read than expected: a few kilobytes can unpack to terabytes.</summary>
    private sealed class BoundedStream(Stream inner, long most) : Stream
    {
        private long taken;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            taken += count;
            return taken <= most ? count : throw new InvalidDataException($"it unpacks to more than the {most / 1e6:0} MB that were expected");
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
