using System.Formats.Tar;
using System.IO.Compression;
using BioDL.Data;

namespace BioDL.Tests.Data;

/// <summary>Archives that nobody vouches for: only listed files are taken, by exact name, verified, and within bounds.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly FetchOptions Impatient = new() { Stall = TimeSpan.FromSeconds(20), Delay = TimeSpan.FromMilliseconds(5), Retries = 2 };

    private readonly TemporaryPlaces places = new();
    private readonly SmallSet set = new(200, 2_000, archiveBytes: 200_000);

    public void Dispose() => places.Dispose();

    [Fact]
    public void Many_files_come_as_one_archive()
    {
        using var server = LoopbackServer.Of(new Dictionary<string, byte[]> { [set.ArchivePath] = set.Archive() });
        Fetch(server);
        AssertAllRight();
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_mirror_may_keep_an_archive_of_the_set()
    {
        using var server = LoopbackServer.Of(new Dictionary<string, byte[]> { ["archives/small-aaaaaaaa.tar.gz"] = set.Archive() });
        places.Store(server.Address.AbsoluteUri, options: Impatient).Fetch([set.Manifest]);
        AssertAllRight();
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_mirror_without_an_archive_is_asked_for_single_files()
    {
        using var server = LoopbackServer.Of(set.OnMirror);
        places.Store(server.Address.AbsoluteUri, options: Impatient).Fetch([set.Manifest]);
        AssertAllRight();
        Assert.Equal(201, server.Requests.Count);
    }

    [Fact]
    public void Climbing_paths_links_and_files_that_nobody_listed_lead_nowhere()
    {
        var name = set.Folder + set.Files[0].Path;
        var archive = set.Archive(tar =>
        {
            Add(tar, "../climbed.bin");
            Add(tar, set.Folder + "../../climbed.bin");
            Add(tar, "/tmp/biodl-climbed.bin");
            Add(tar, set.Folder + "unlisted.bin");
            Add(tar, "./" + name);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, name) { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, name));
            Add(tar, name, 17);
            Add(tar, name, 2_000); // The right name and size, but other bytes.
        });
        using var server = LoopbackServer.Of(new Dictionary<string, byte[]> { [set.ArchivePath] = archive });
        Fetch(server);
        AssertAllRight();
        Assert.Equal(
            set.Files.Select(file => file.Sha256).Order(),
            Directory.GetFiles(places.At(""), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Order());
        Assert.False(File.Exists("/tmp/biodl-climbed.bin"));

        static void Add(TarWriter tar, string name, int bytes = 10) =>
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(new byte[bytes]) });
    }

    [Fact]
    public void A_bomb_is_read_no_further_than_the_bound_and_nothing_is_kept_of_it()
    {
        var bomb = set.Archive(tar => tar.WriteEntry(
            new PaxTarEntry(TarEntryType.RegularFile, set.Folder + "zeros") { DataStream = new MemoryStream(new byte[200_000_000]) }));
        Assert.InRange(bomb.Length, 0, 3_000_000);
        using var server = LoopbackServer.Of(new Dictionary<string, byte[]> { [set.ArchivePath] = bomb });
        var message = Assert.Throws<DatasetException>(() => Fetch(server)).Message;
        Assert.Contains("cannot be read: it unpacks to more than the 130 MB that were expected", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(places.Cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void An_archive_that_breaks_off_keeps_what_it_held_and_is_continued_next_time()
    {
        var archive = set.Archive();
        using (var bad = new LoopbackServer(request => request.From > 0 ? request.RefuseAsync(500) : request.TruncateAsync(archive, archive.Length / 2)))
            Assert.Contains("has a problem of its own (HTTP 500)", Assert.Throws<DatasetException>(() => Fetch(bad)).Message, StringComparison.Ordinal);
        Assert.InRange(places.Store().Missing(set.Manifest).Count, 80, 120);
        using var good = LoopbackServer.Of(new Dictionary<string, byte[]> { [set.ArchivePath] = archive });
        Fetch(good);
        AssertAllRight();
        Assert.Equal([archive.Length / 2], good.Requests.Select(request => request.From));
    }

    [Fact]
    public void An_archive_is_continued_where_the_server_can()
    {
        var archive = set.Archive();
        using var server = new LoopbackServer(request => request.From > 0 ? request.SendAsync(archive) : request.TruncateAsync(archive, archive.Length / 2));
        Fetch(server);
        AssertAllRight();
        Assert.Equal([null, archive.Length / 2], server.Requests.Select(request => request.From));
    }

    [Theory]
    [InlineData("rubbish", "cannot be read: ")]
    [InlineData("cut", "is cut short")]
    [InlineData("header", "cannot be read: the archive is damaged: a header's checksum is wrong")]
    [InlineData("empty", "holds 0 of the 200 files")]
    [InlineData("huge name", "cannot be read: the archive is damaged: a name of ")]
    public void A_damaged_archive_is_told(string damage, string told)
    {
        var good = set.Archive();
        var archive = damage switch
        {
            "rubbish" => new byte[5_000],
            "cut" => good[..50_000],
            "header" => Zip([.. Enumerable.Repeat((byte)'7', 2048)]),
            "empty" => Zip(new byte[1024]),
            _ => Zip(LongNameHeader()),
        };
        using var server = LoopbackServer.Of(new Dictionary<string, byte[]> { [set.ArchivePath] = archive });
        Assert.Contains(told, Assert.Throws<DatasetException>(() => Fetch(server)).Message, StringComparison.Ordinal);
    }

    /// <summary>Every prefix and a thousand seeded changes of an unpacked archive end in one of the documented ways, soon, and give no wrong content.</summary>
    [Fact]
    public void Damaged_headers_never_lead_to_wrong_content()
    {
        var few = new SmallSet(3, 700);
        using var unzip = new GZipStream(new MemoryStream(few.Archive()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unzip.CopyTo(plain);
        var tar = plain.ToArray();
        var wanted = few.Files.ToDictionary(file => few.Folder + file.Path);
        var random = new Random(1);
        for (var round = 0; round < 1000; round++)
        {
            var changed = (byte[])tar.Clone();
            for (var change = 0; change < 3; change++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var cache = new FileCache(places.At($"cache-{round % 10}"), null);
            ArchiveReader.Take(new MemoryStream(Zip(changed[..random.Next(changed.Length)])), wanted, cache, 1_000_000, CancellationToken.None);
            Assert.All(few.Files.Where(file => cache.Find(file) is not null), file => Assert.Equal(few.Contents[file.Path], File.ReadAllBytes(cache.Find(file)!)));
        }
    }

    private static byte[] LongNameHeader()
    {
        var header = new byte[512];
        "././@LongLink"u8.CopyTo(header);
        "77777777777\0"u8.CopyTo(header.AsSpan(124));
        header[156] = (byte)'L';
        header.AsSpan(148, 8).Fill((byte)' ');
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static byte[] Zip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }

    private void Fetch(LoopbackServer server) => places.Store(network: server.Address, options: Impatient).Fetch([set.Manifest]);

    private void AssertAllRight() =>
        Assert.All(set.Files, file => Assert.Equal(set.Contents[file.Path], places.Store().Read(set.Manifest, file)));
}
