using BioDL.Data;

namespace BioDL.Tests.Data;

public sealed class FileCacheTests : IDisposable
{
    private readonly TemporaryPlaces places = new();
    private readonly SmallSet set = new(20, 50_000);

    public void Dispose() => places.Dispose();

    [Fact]
    public void Only_content_with_the_pinned_checksum_is_kept()
    {
        var cache = new FileCache(places.Cache, null);
        Assert.False(cache.Add(set.Files[0], new byte[50_000]));
        Assert.Null(cache.Find(set.Files[0]));
        Assert.True(cache.Add(set.Files[0], set.First));
        Assert.Equal(set.First, File.ReadAllBytes(cache.Find(set.Files[0])!));
    }

    [Fact]
    public void A_shared_cache_is_read_and_never_written()
    {
        Assert.True(new FileCache(places.At("shared"), null).Add(set.Files[0], set.First));
        using var server = LoopbackServer.Of(set.OnMirror);
        var store = new DataStore(places.Places(server.Address.AbsoluteUri) with { SharedCache = places.At("shared") });
        store.Fetch([set.Manifest]);
        Assert.Equal(19, server.Requests.Count);
        Assert.Equal(set.First, store.Read(set.Manifest, set.Files[0]));
        Assert.Single(Directory.GetFiles(places.At("shared"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_copy_that_was_damaged_on_disk_is_removed_and_another_one_is_used()
    {
        var cache = new FileCache(places.Cache, null);
        cache.Add(set.Files[0], set.First);
        File.WriteAllBytes(cache.OwnPath(set.Files[0]), new byte[50_000]);
        places.WriteToMirror(set.Manifest, set.Files[0], set.First);
        var store = places.Store(places.MirrorFolder);
        Assert.Equal(set.First, store.Read(set.Manifest, set.Files[0]));
        Assert.False(File.Exists(cache.OwnPath(set.Files[0])));
    }

    [Fact]
    public void A_damaged_copy_without_another_one_is_told_and_can_then_be_fetched()
    {
        var cache = new FileCache(places.Cache, null);
        cache.Add(set.Files[0], set.First);
        File.WriteAllBytes(cache.OwnPath(set.Files[0]), new byte[50_000]);
        var message = Assert.Throws<DatasetException>(() => places.Store().Read(set.Manifest, set.Files[0])).Message;
        Assert.Contains("is not the file that the manifest pins", message, StringComparison.Ordinal);
        Assert.Contains(set.Files[0], places.Store().Missing(set.Manifest));
    }

    [Fact]
    public void A_full_disk_is_told_with_what_to_do_and_what_was_fetched_before_is_kept()
    {
        using var server = LoopbackServer.Of(set.OnMirror);
        var room = 500_000;
        var cache = new FileCache(places.Cache, null) { Open = (path, mode) => new FullDisk(path, mode, count => Interlocked.Add(ref room, -count) >= 0) };
        var store = new DataStore(places.Places(server.Address.AbsoluteUri), cache) { Options = new FetchOptions { Parallel = 1 } };
        var message = Assert.Throws<DatasetException>(() => store.Fetch([set.Manifest])).Message;
        Assert.StartsWith("small (lacks 10 of 20 files) could not be fetched", message, StringComparison.Ordinal);
        Assert.Contains($"the cache {places.Cache} cannot be written: No space left on device. What was fetched before is kept. Make room there, or set BIODL_CACHE", message, StringComparison.Ordinal);

        places.Store(server.Address.AbsoluteUri).Fetch([set.Manifest]);
        Assert.Empty(places.Store().Missing(set.Manifest));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_told_and_auto_goes_on_with_simulated_images()
    {
        File.WriteAllText(places.Cache, "a file where the folder should be");
        using var server = LoopbackServer.Of(set.OnMirror);
        Assert.Contains("cannot be written", Assert.Throws<DatasetException>(() => places.Store(server.Address.AbsoluteUri).Fetch([set.Manifest])).Message, StringComparison.Ordinal);
        var data = Dataset.OpenFrom(places.Store(server.Address.AbsoluteUri), "dsb2018-fluo", "auto", 1);
        Assert.Contains("cannot be written", data.WhyEmbedded, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_finds_a_part_in_use_fetches_for_himself()
    {
        var cache = new FileCache(places.Cache, null);
        using var first = cache.Claim("key");
        using (var second = cache.Claim("key"))
        {
            second.Write([1, 2, 3]);
            Assert.Equal((0, 3), (first.Length, second.Length));
            second.Discard();
        }
        Assert.Single(Directory.GetFiles(cache.Partials));
    }

    [Fact]
    public void Parts_that_nobody_came_back_for_are_removed()
    {
        var cache = new FileCache(places.Cache, null);
        cache.Claim("old").Dispose();
        cache.Claim("new").Dispose();
        File.SetLastWriteTimeUtc(Path.Combine(cache.Partials, "old.part"), DateTime.UtcNow.AddDays(-3));
        cache.CleanUp();
        Assert.Equal(["new.part"], Directory.GetFiles(cache.Partials).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_model_is_read_by_the_name_of_its_file()
    {
        var manifest = DatasetManifest.Of("model-unet2d-nuclei-broad-opset12");
        var fault = Assert.Throws<DatasetException>(() => FileSet.OpenFrom(places.Store(), manifest.Id));
        Assert.StartsWith("model-unet2d-nuclei-broad-opset12 (lacks 6 of 6 files) could not be fetched: there is no place to fetch it from", fault.Message, StringComparison.Ordinal);
    }

    [RealImagesFact]
    public void A_model_at_hand_gives_its_weights_and_says_what_else_it_has()
    {
        var model = FileSet.OpenFrom(places.Store(Environment.GetEnvironmentVariable(Mirror.Variable)), "model-unet2d-nuclei-broad-opset12");
        Assert.Equal(1_803_502, model.Read("weights.onnx").Length);
        Assert.Empty(model.Read("UNet2DNucleiBroad.md"));
        Assert.Contains("holds no file 'weights.h5'. Its files are: ", Assert.Throws<DatasetException>(() => model.Read("weights.h5")).Message, StringComparison.Ordinal);
    }

    private sealed class FullDisk(string path, FileMode mode, Func<int, bool> fits) : FileStream(path, mode, FileAccess.ReadWrite, PartialFile.Exclusive)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!fits(buffer.Length))
                throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
