using BioDL.Data;

namespace BioDL.Tests.Data;

public sealed class MirrorPackerTests : IDisposable
{
    private readonly TemporaryPlaces places = new();
    private readonly SmallSet set = new(70, 1_000);

    public MirrorPackerTests()
    {
        foreach (var file in set.Files)
            places.WriteToMirror(set.Manifest, file, set.Contents[file.Path]);
    }

    public void Dispose() => places.Dispose();

    [Fact]
    public void A_packed_folder_serves_as_mirror_and_its_archive_holds_the_set()
    {
        Pack();
        Assert.Empty(places.Store(places.At("packed")).Missing(set.Manifest));
        var archive = File.ReadAllBytes(Path.Combine(places.At("packed"), "archives", "small-aaaaaaaa.tar.gz"));
        using var server = LoopbackServer.Of(new Dictionary<string, byte[]> { ["archives/small-aaaaaaaa.tar.gz"] = archive });
        places.Store(server.Address.AbsoluteUri).Fetch([set.Manifest]);
        Assert.Single(server.Requests);
        Assert.Empty(places.Store().Missing(set.Manifest));
    }

    [Fact]
    public void Packing_again_writes_only_what_is_missing_or_damaged()
    {
        Assert.Equal(70_000, Pack());
        Assert.Equal(0, Pack());
        File.WriteAllBytes(Path.Combine(places.At("packed"), Mirror.PathOf(set.Manifest, set.Files[3])), new byte[1_000]);
        Assert.Equal(1_000, Pack());
        Assert.Empty(Directory.GetFiles(places.At("packed"), "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        File.WriteAllText(places.At("packed"), "a file");
        Assert.StartsWith($"The mirror {places.At("packed")} cannot be written: ", Assert.Throws<DatasetException>(() => Pack()).Message, StringComparison.Ordinal);
    }

    private long Pack() => new MirrorPacker(places.Store(places.MirrorFolder), places.At("packed")).Pack([set.Manifest]);
}
