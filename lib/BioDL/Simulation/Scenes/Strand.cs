namespace BioDL.Simulation;

/// <summary>One of the lines beside each other that make up a thick one: how far aside, in pixels, and its share of the light.</summary>
internal readonly record struct Strand(double Aside, double Share)
{
    /// <summary>Strands half a pixel apart or closer, with the light of a round rod: most in the middle.</summary>
    public static Strand[] Across(double thickness)
    {
        var count = Math.Max(1, (int)Math.Ceiling(2 * thickness));
        var places = Enumerable.Range(0, count).Select(i => 2 * (i + 0.5) / count - 1).ToArray();
        var sum = places.Sum(place => Math.Sqrt(1 - place * place));
        return Array.ConvertAll(places, place => new Strand(place * thickness / 2, Math.Sqrt(1 - place * place) / sum));
    }
}
