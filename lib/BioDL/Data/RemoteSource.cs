namespace BioDL.Data;

/// <summary>A place that is asked over HTTP.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Top">What the addresses of single files start with.</param>
/// <param name="Archives">What the addresses of archives of whole commits start with; null for a mirror, which may keep one archive per data set.</param>
internal sealed record RemoteSource(string Name, Uri Top, Uri? Archives)
{
    /// <summary>The places that are asked, in this order.</summary>
    public static IReadOnlyList<RemoteSource> Of(DataPlaces places, Mirror mirror)
    {
        var sources = new List<RemoteSource>();
        if (mirror.Address is { } address)
            sources.Add(new RemoteSource($"the mirror {address}", address, null));
        if (places.Network is { } network)
            sources.Add(new RemoteSource("the network", network, places.NetworkArchives));
        return sources;
    }

    /// <summary>The address of one file.</summary>
    public Uri FileAddress(DatasetManifest manifest, DatasetFile file) =>
        new(Top, string.Join('/', Mirror.PathOf(manifest, file).Split('/').Select(Uri.EscapeDataString)));

    /// <summary>The address of the archive that holds the files of a manifest; null when that is no good way here.</summary>
    public Uri? ArchiveAddress(DatasetManifest manifest) => Archives is null
        ? new Uri(Top, Mirror.ArchivePathOf(manifest))
        : manifest.ArchiveBytes > 0 ? new Uri(Archives, $"{manifest.Repository}/archive/{manifest.Commit}.tar.gz") : null;

    /// <summary>About how many bytes it takes to have the missing files from here.</summary>
    public long Cost(DatasetManifest manifest, IReadOnlyCollection<DatasetFile> missing) =>
        Archives is not null && manifest.ArchiveBytes > 0 && missing.Count > Fetcher.Few
            ? manifest.ArchiveBytes
            : missing.Sum(file => file.Bytes);
}
