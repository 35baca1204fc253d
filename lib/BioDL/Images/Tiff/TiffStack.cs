namespace BioDL.Images;

/// <summary>The pages of a file, put together to images: one page each, or one for every channel.</summary>
internal sealed class TiffStack
{
    private readonly string name;
    private readonly TiffDescription description;
    private readonly List<TiffDirectory> pages;
    private readonly List<int[]> images;

    private TiffStack(string name, TiffDescription description, List<TiffDirectory> pages, List<int[]> images) =>
        (this.name, this.description, this.pages, this.images) = (name, description, pages, images);

    public int Count => images.Count;

    public static TiffStack Open(ReadOnlySpan<byte> file, string name)
    {
        var tiff = TiffBytes.Open(file, name);
        var all = TiffDirectory.ReadAll(tiff);
        var pages = new List<TiffDirectory>();
        foreach (var page in all)
        {
            // A reduced copy (bit 0) of another page; a file of nothing else has at least its first page.
            if ((page.Number(tiff, TiffTag.NewSubfileType, 0) & 1) == 0)
                pages.Add(page);
        }
        if (pages.Count == 0)
            pages.Add(all[0]);
        var description = TiffDescription.Read(tiff, pages[0], pages.Count);
        var count = IsBare(tiff, pages, description) ? description.Pages : pages.Count;
        return new TiffStack(name, description, pages, Group(tiff, pages, description, count));
    }

    /// <summary>Refuses more values in all images together than one image may hold.</summary>
    public void RequireRoom(ReadOnlySpan<byte> file)
    {
        var tiff = TiffBytes.Open(file, name);
        var values = 0L;
        foreach (var page in images.SelectMany(image => image))
        {
            var layout = Layout(tiff, page);
            values += (long)layout.Width * layout.Height * Channels(layout);
            if (values > Image.MaximumPixels)
                throw tiff.Fault(layout.Offset, $"a stack of {images.Count} images with more than {values:N0} values",
                    $"at most {Image.MaximumPixels:N0} in one file; save it in parts");
        }
    }

    public Image Read(ReadOnlySpan<byte> file, int number)
    {
        var tiff = TiffBytes.Open(file, name);
        var parts = images[number];
        var first = Layout(tiff, parts[0]);
        var channels = Channels(first) * parts.Length;
        var size = first.Width * first.Height;
        if ((long)size * channels > Image.MaximumPixels)
            throw tiff.Fault(first.Offset, $"{first.Width} × {first.Height} pixels of {channels} channels", $"at most {Image.MaximumPixels:N0} values");
        var values = GC.AllocateUninitializedArray<float>(size * channels);
        for (var c = 0; c < parts.Length; c++)
        {
            var layout = c == 0 ? first : Layout(tiff, parts[c]);
            if ((layout.Width, layout.Height, layout.Samples) != (first.Width, first.Height, first.Samples))
                throw tiff.Fault(layout.Offset, $"a channel of {layout.Width} × {layout.Height} pixels", $"{first.Width} × {first.Height}, the size of the first channel");
            Fill(tiff, layout, values.AsSpan(c * Channels(first) * size, Channels(first) * size));
        }
        return new Image(channels, first.Height, first.Width, values)
        {
            PixelSize = description.PixelSize,
            Provenance = number == 0 ? name : $"{name}, image {number + 1}",
        };
    }

    /// <summary>Whether ImageJ left out the directories behind the first, as it does in stacks above 4 GB and some programs do always.</summary>
    private static bool IsBare(TiffBytes tiff, List<TiffDirectory> pages, TiffDescription description)
    {
        if (pages.Count > 1 || description.Pages is <= 1 or > TiffDirectory.MostPages)
            return false;
        var layout = TiffLayout.Read(tiff, pages[0]);
        var bytes = layout.BlockRowBytes * layout.Height;
        return layout is { Compression: TiffCompression.None, IsTiled: false, IsPlanar: false }
            && bytes <= (tiff.Length - layout.Starts[0]) / description.Pages;
    }

    private static List<int[]> Group(TiffBytes tiff, List<TiffDirectory> pages, TiffDescription description, int count)
    {
        var singles = Enumerable.Range(0, count).Select(page => new[] { page }).ToList();
        if (description.Places.Length != count || pages[0].Number(tiff, TiffTag.SamplesPerPixel, 1) != 1)
            return singles;
        var groups = description.Places
            .Select((place, page) => (place.Image, place.Channel, Page: page))
            .GroupBy(place => place.Image)
            .OrderBy(group => group.Key)
            .Select(group => group.OrderBy(place => place.Channel).Select(place => place.Page).ToArray())
            .ToList();
        return groups.All(group => group.Length == description.Channels) ? groups : singles;
    }

    private TiffLayout Layout(TiffBytes tiff, int page)
    {
        if (page < pages.Count)
            return TiffLayout.Read(tiff, pages[page]);
        var first = TiffLayout.Read(tiff, pages[0]);
        var bytes = first.BlockRowBytes * first.Height;
        return first with { BlockHeight = first.Height, Starts = [first.Starts[0] + page * bytes], Lengths = [bytes] };
    }

    private int Channels(TiffLayout layout) => IsColoured(layout) ? 3 : layout.Samples;

    private bool IsColoured(TiffLayout layout) => layout.Photometric == TiffLayout.Palette && !description.IsImageJ;

    private void Fill(TiffBytes tiff, TiffLayout layout, Span<float> values)
    {
        var size = layout.Width * layout.Height;
        TiffBlocks.Fill(tiff, layout, values);
        if (IsColoured(layout))
            Colour(layout, values, size);
        else if (layout is { Photometric: TiffLayout.WhiteIsZero, Format: NumberKind.Unsigned })
            TurnOver(values[..(size * layout.Samples)], (float)((1ul << layout.Bits) - 1));
    }

    private static void TurnOver(Span<float> values, float largest)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = largest - values[i];
    }

    // Entries have 16 bits; the upper eight are the colour, whether a writer filled the lower ones or not.
    private static void Colour(TiffLayout layout, Span<float> values, int size)
    {
        var entries = 1 << layout.Bits;
        for (var i = 0; i < size; i++)
        {
            var entry = (int)values[i];
            values[i] = layout.Colours[entry] >> 8;
            values[size + i] = layout.Colours[entries + entry] >> 8;
            values[2 * size + i] = layout.Colours[2 * entries + entry] >> 8;
        }
    }
}
