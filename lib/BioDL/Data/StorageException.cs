namespace BioDL.Data;

/// <summary>The cache's disk does not take what is to be written; trying again does not help.</summary>
internal sealed class StorageException(string folder, Exception cause) : Exception(
    $"the cache {folder} cannot be written: {cause.Message.TrimEnd('.')}. What was fetched before is kept. Make room there, or set {DataPlaces.CacheVariable} to a folder that can be written",
    cause)
{
    public static T Guard<T>(string folder, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(folder, fault);
        }
    }
}
