from django.urls import path

from . import views

app_name = "organizations"
urlpatterns = [path("<int:pk>-<slug:slug>/", views.detail, name="detail")]
