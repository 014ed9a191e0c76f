using System.Text;
using Dedupe.Service.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dedupe.Service.Http;

/// <summary>All routes: what is asked for, who may, and who answers.</summary>
internal static class Routes
{
    private static readonly byte[] OpenApi = Encoding.UTF8.GetBytes(PageRoute.Resource("openapi.json"));

    /// <summary>Adds them.</summary>
    public static void Map(
        IEndpointRouteBuilder app, ArticleRoutes articles, ClusterRoutes clusters, CompareRoute compare,
        StateRoutes state, EventRoute events, WebhookRoutes webhooks, PageRoute page)
    {
        Add(app, "POST", "/v1/articles", KeyScopes.Ingest, articles.AddAsync);
        Add(app, "GET", "/v1/articles/{**id}", KeyScopes.Read, articles.ShowAsync);
        Add(app, "DELETE", "/v1/articles/{**id}", KeyScopes.Admin, articles.RemoveAsync);
        Add(app, "POST", "/v1/query", KeyScopes.Read, articles.QueryAsync);
        Add(app, "POST", "/v1/compare", KeyScopes.Read, compare.AskAsync);
        Add(app, "GET", "/v1/clusters", KeyScopes.Read, clusters.ListAsync);
        Add(app, "GET", "/v1/clusters/{number}", KeyScopes.Read, clusters.ShowAsync);
        Add(app, "GET", "/v1/events", KeyScopes.Read, events.StreamAsync, isStream: true);
        Add(app, "GET", "/v1/stats", KeyScopes.Read, state.ShowAsync);
        Add(app, "POST", "/v1/settle", KeyScopes.Admin, state.SettleAsync, isStream: true);
        Add(app, "GET", "/v1/webhooks", KeyScopes.Admin, webhooks.ListAsync);
        Add(app, "POST", "/v1/webhooks", KeyScopes.Admin, webhooks.AddAsync);
        Add(app, "DELETE", "/v1/webhooks/{id}", KeyScopes.Admin, webhooks.RemoveAsync);
        Add(app, "POST", "/v1/webhooks/{id}/resend", KeyScopes.Admin, webhooks.ResendAsync);
        Add(app, "GET", "/health/live", KeyScopes.None, StateRoutes.LiveAsync);
        Add(app, "GET", "/health/ready", KeyScopes.None, state.ReadyAsync);
        Add(app, "GET", "/metrics", KeyScopes.Read, state.MetricsAsync);
        Add(app, "GET", "/openapi.json", KeyScopes.None, static context => JsonAnswer.WriteAsync(
            context, OpenApi, 200, "application/json; charset=utf-8"));
        Add(app, "GET", "/", KeyScopes.None, page.ShowAsync);
    }

    private static void Add(
        IEndpointRouteBuilder app, string method, string path, KeyScopes scopes, RequestDelegate answer,
        bool isStream = false) =>
        app.MapMethods(path, method == "GET" && !isStream ? ["GET", "HEAD"] : [method], answer)
            .WithMetadata(new Needs(scopes, isStream));
}
